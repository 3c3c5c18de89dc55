import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toMinorUnits } from './minor-units.ts';

describe('toMinorUnits', () => {
  it('reads every amount of pence back from its decimal text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 3 }), (pence, zeros) => {
        const digits = String(pence).padStart(3, '0');
        const text = `${digits.slice(0, -2)}.${digits.slice(-2)}${'0'.repeat(zeros)}`;
        expect(toMinorUnits(text)).toBe(pence);
      }),
    );
  });

  it.each([
    ['129.99', 12_999],
    ['1999.0', 199_900],
    ['7', 700],
    ['0.5', 50],
    [' 4.20 ', 420],
    ['1.15', 115],
    ['8.1000', 810],
  ])('reads %p as %i', (text, expected) => {
    expect(toMinorUnits(text)).toBe(expected);
  });

  it.each(['', '.', '-1', '+1', '1.', '.5', '1.234', '1,5', '1e3', 'NaN', 'free', '£5', '1234567890', '0x10'])(
    'refuses %p',
    (text) => {
      expect(toMinorUnits(text)).toBeUndefined();
    },
  );
});
