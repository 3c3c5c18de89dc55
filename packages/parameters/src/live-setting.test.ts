import { describe, expect, it } from '@jest/globals';
import { liveSetting } from './live-setting.ts';

/** A setting that holds a number: kept for 1000 ms, tried again 100 ms after a failure. */
function harness(stored: string | Error) {
  const failures: unknown[] = [];
  let text = stored;
  let now = 0;
  let reads = 0;
  const setting = liveSetting({
    async read() {
      reads += 1;
      if (text instanceof Error) throw text;
      return text;
    },
    parse(candidate) {
      if (!/^\d+$/.test(candidate)) throw new Error(`${candidate} is no number`);
      return Number(candidate);
    },
    fallback: -1,
    clock: { now: () => new Date(now) },
    maxAgeMs: 1000,
    retryMs: 100,
  });
  return {
    failures,
    reads: () => reads,
    current: () => setting.current((error) => failures.push(error)),
    store: (next: string | Error) => void (text = next),
    advance: (ms: number) => void (now += ms),
  };
}

describe('liveSetting', () => {
  it('answers from memory until its age is reached, then what is stored by now', async () => {
    const { current, store, advance, reads } = harness('1');
    expect(await current()).toBe(1);
    store('2');
    advance(999);
    expect(await current()).toBe(1);
    expect(reads()).toBe(1);
    advance(1);
    expect(await current()).toBe(2);
  });

  it('reads once for many who ask at the same time', async () => {
    const { current, reads } = harness('1');
    expect(await Promise.all(Array.from({ length: 20 }, current))).toEqual(Array(20).fill(1));
    expect(reads()).toBe(1);
  });

  it.each([
    ['cannot be read', new Error('throttled'), 'throttled'],
    ['says what nobody understands', 'two', 'two is no number'],
  ])('keeps the last good value while the store %s, tells why, and looks again soon', async (_, broken, reason) => {
    const { current, store, advance, failures, reads } = harness('1');
    await current();
    store(broken);
    advance(1000);
    expect(await current()).toBe(1);
    advance(99);
    expect(await current()).toBe(1);
    expect(reads()).toBe(2);
    expect(failures).toEqual([expect.objectContaining({ message: reason })]);
    store('2');
    advance(1);
    expect(await current()).toBe(2);
    expect(failures).toHaveLength(1);
  });

  it.each([
    ['cannot be read', new Error('throttled')],
    ['says what nobody understands', 'two'],
  ])('has its default where the store %s from the start, without asking for each caller', async (_, broken) => {
    const { current, store, advance, failures, reads } = harness(broken);
    expect(await Promise.all([current(), current()])).toEqual([-1, -1]);
    expect(await current()).toBe(-1);
    expect(reads()).toBe(1);
    expect(failures).toHaveLength(1);
    store('1');
    advance(100);
    expect(await current()).toBe(1);
  });
});
