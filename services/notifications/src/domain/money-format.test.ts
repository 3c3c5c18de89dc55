import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMoney } from './money-format.ts';

describe('money for people', () => {
  it.each([
    [1999, 'GBP', '£19.99'],
    [5, 'USD', 'US$0.05'],
    [0, 'EUR', '€0.00'],
    [125_000, 'EUR', '€1,250.00'],
    [-1050, 'GBP', '-£10.50'],
    [500, 'JPY', 'JP¥500'],
    [1234, 'KWD', 'KWD\u00a01.234'],
    [999_999_999, 'GBP', '£9,999,999.99'],
  ])('%i of %s is %s', (amount, currency, expected) => {
    expect(formatMoney({ amount, currency })).toBe(expected);
  });

  it('loses no unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (amount) => {
        const digits = formatMoney({ amount, currency: 'GBP' }).replace(/[^\d-]/g, '');
        expect(Number(digits)).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
});
