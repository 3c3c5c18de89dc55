import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { wired } from './wired.ts';

const VARIABLE = 'AWS_LAMBDA_INITIALIZATION_TYPE';

/** Fails so often, then counts its calls. */
function maker(failures: number) {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls <= failures) throw new Error(`attempt ${calls}`);
    return calls;
  };
}

const later =
  <T>(make: () => T) =>
  async () => {
    await Promise.resolve();
    return make();
  };

afterEach(() => {
  delete process.env[VARIABLE];
});

describe('what a handler is given', () => {
  it('is made when it is first asked for, and kept', async () => {
    let calls = 0;
    const made = wired(() => (calls += 1));
    expect(calls).toBe(0);
    expect([await made(), await made()]).toEqual([1, 1]);
  });

  it.each([
    ['at once', maker(1)],
    ['later', later(maker(1))],
  ])('is tried again after it failed %s', async (_, make) => {
    const made = wired<number>(make);
    await expect(made()).rejects.toThrow('attempt 1');
    expect(await made()).toBe(2);
  });
});

describe('what a handler is given in a function that Lambda initialises', () => {
  beforeEach(() => {
    process.env[VARIABLE] = 'on-demand';
  });

  it('is made before anybody asks, once', async () => {
    let calls = 0;
    const made = wired(() => (calls += 1));
    expect(calls).toBe(1);
    expect([await made(), await made()]).toEqual([1, 1]);
  });

  it('fails the start with what it throws', () => {
    expect(() => wired(maker(1))).toThrow('attempt 1');
  });

  it('does not fail the start by what it answers later, and is tried again', async () => {
    const made = wired<number>(later(maker(2)));
    // Node tells of rejections that nobody handles once the microtasks are through; Jest would fail.
    await new Promise((resolve) => setImmediate(resolve));
    await expect(made()).rejects.toThrow('attempt 2');
    expect(await made()).toBe(3);
  });
});
