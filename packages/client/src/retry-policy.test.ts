import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs, DEFAULT_RETRY_POLICY, pause, retryAfterSeconds } from './retry-policy.ts';
import { delayBeforeRetry } from './retry.ts';
import { toProblem } from './problem.ts';

const attempts = fc.integer({ min: 1, max: 60 });
const randoms = fc.double({ min: 0, max: 1, noNaN: true });

describe('backoffMs', () => {
  it('is anywhere between nothing and a ceiling that doubles up to the longest wait', () => {
    fc.assert(
      fc.property(attempts, randoms, (attempt, random) => {
        const ceiling = Math.min(5_000, 200 * 2 ** (attempt - 1));
        const delay = backoffMs(attempt, DEFAULT_RETRY_POLICY, random);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(ceiling);
        expect(backoffMs(attempt, DEFAULT_RETRY_POLICY, 1)).toBe(ceiling);
      }),
    );
  });
});

describe('delayBeforeRetry', () => {
  function refused(retryAfter: number) {
    const headers = new Headers({ 'retry-after': String(retryAfter) });
    return toProblem({ status: 429, headers, statusText: '' }, '', { operation: 'x', attempts: 1 });
  }

  it('never undercuts what the API asks for, nor waits beyond the policy', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), randoms, (seconds, random) => {
        const delay = delayBeforeRetry(refused(seconds), 1, DEFAULT_RETRY_POLICY, () => random);
        if (seconds > 30) expect(delay).toBeUndefined();
        else expect(delay).toBeGreaterThanOrEqual(seconds * 1000);
      }),
    );
  });

  it('ends with the attempts', () => {
    expect(delayBeforeRetry(refused(0), 3, DEFAULT_RETRY_POLICY)).toBeDefined();
    expect(delayBeforeRetry(refused(0), 4, DEFAULT_RETRY_POLICY)).toBeUndefined();
  });

  it('is not for errors of the program', () => {
    expect(delayBeforeRetry(new TypeError('No.'), 1, DEFAULT_RETRY_POLICY)).toBeUndefined();
  });
});

describe('retryAfterSeconds', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it.each([
    [null, undefined],
    ['', undefined],
    ['0', 0],
    ['120', 120],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['-1.5e', undefined],
    ['soon', undefined],
  ])('reads %j as %j', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});

describe('pause', () => {
  it('ends by itself, or with the signal', async () => {
    await expect(pause(1, undefined)).resolves.toBeUndefined();
    await expect(pause(1, new AbortController().signal)).resolves.toBeUndefined();
    const reason = new Error('Stopped.');
    await expect(pause(60_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
