import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attemptWindow, CONFIRMATION } from './attempts.ts';

const at = (seconds: number) => ({ now: () => new Date(seconds * 1000) });
const instant = fc.integer({ min: 0, max: 4_000_000_000 });

describe('attempt windows', () => {
  it('end in the future, within the length of the rule', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const { endsAt, remaining } = attemptWindow(CONFIRMATION, 'ada@example.com', at(now));
        expect(endsAt).toBe(now + remaining);
        expect(remaining).toBeGreaterThanOrEqual(1);
        expect(remaining).toBeLessThanOrEqual(CONFIRMATION.windowSeconds);
      }),
    );
  });

  it('share a counter until they end, and no longer', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const window = attemptWindow(CONFIRMATION, 'ada@example.com', at(now));
        expect(attemptWindow(CONFIRMATION, 'ada@example.com', at(window.endsAt - 1)).key).toBe(window.key);
        expect(attemptWindow(CONFIRMATION, 'ada@example.com', at(window.endsAt)).key).not.toBe(window.key);
      }),
    );
  });

  it('count each subject by itself', () => {
    expect(attemptWindow(CONFIRMATION, 'ada@example.com', at(0)).key).not.toBe(
      attemptWindow(CONFIRMATION, 'bob@example.com', at(0)).key,
    );
  });
});
