import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { delayAfter, FREE_FAILURES, lockedFor, LONGEST_DELAY_SECONDS } from './sign-in-lock.ts';

/** What Cognito documents of its own lockout. */
const directoryDelay = (failures: number) => (failures < 5 ? 0 : Math.min(2 ** (failures - 5), 900));

describe('the lock after failed sign-ins', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 60],
    [6, 120],
    [7, 240],
    [8, 480],
    [10, 1920],
    [11, LONGEST_DELAY_SECONDS],
    [5000, LONGEST_DELAY_SECONDS],
  ])('is after %i failures %i seconds long', (failures, seconds) => {
    expect(delayAfter(failures)).toBe(seconds);
  });

  it('never shrinks, and is longer than the directory’s own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (failures) => {
        expect(delayAfter(failures + 1)).toBeGreaterThanOrEqual(delayAfter(failures));
        if (failures >= FREE_FAILURES) expect(delayAfter(failures)).toBeGreaterThan(directoryDelay(failures));
      }),
    );
  });

  it('holds until its end and no longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 4e12 }), (failures, lastFailureAt) => {
        const failed = { failures, lastFailureAt };
        const end = lastFailureAt + delayAfter(failures) * 1000;
        expect(lockedFor(failed, new Date(lastFailureAt))).toBe(delayAfter(failures));
        expect(lockedFor(failed, new Date(end))).toBe(0);
        if (failures >= FREE_FAILURES) expect(lockedFor(failed, new Date(end - 1))).toBe(1);
      }),
    );
  });
});
