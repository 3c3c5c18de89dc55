import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf, newSecret, stepAt, stepOf } from './totp.ts';

/** `12345678901234567890` of RFC 6238, appendix B, in base 32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('time-based codes', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of RFC 6238 at %i s', (seconds, code) => {
    expect(codeOf(RFC_SECRET, stepAt(seconds * 1000))).toBe(code);
  });

  it('count one step before and after their own, and no further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1e8 }), fc.integer({ min: -3, max: 3 }), (step, away) => {
        const found = stepOf(RFC_SECRET, codeOf(RFC_SECRET, step + away), step * 30_000);
        if (Math.abs(away) <= 1) expect(found).toBeDefined();
        else if (found !== undefined) expect(Math.abs(found - step)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(['', '12345', '1234567', 'abcdef'])('are not %j', (code) => {
    expect(stepOf(RFC_SECRET, code, 59_000)).toBeUndefined();
  });

  it('come from secrets that never repeat', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{52}$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
