import { describe, expect, it } from '@jest/globals';
import { money } from '@tradewind/kernel';
import fc from 'fast-check';
import { CURRENCIES } from './currency.ts';
import { PRICING_RULES } from './pricing-rules.ts';
import { includedTax, totalsOf } from './totals.ts';

const currencies = fc.constantFrom(...CURRENCIES);
const amounts = fc.array(fc.integer({ min: 0, max: 999_999_999 * 999 }), { maxLength: 98 });

describe('the totals of a cart', () => {
  it('are all zero for an empty cart: nothing is shipped', () => {
    expect(totalsOf([], 'GBP')).toEqual({
      subtotal: money(0, 'GBP'),
      tax: money(0, 'GBP'),
      shipping: money(0, 'GBP'),
      discount: money(0, 'GBP'),
      total: money(0, 'GBP'),
    });
  });

  it('add flat shipping below the threshold and none from it', () => {
    expect(totalsOf([money(4999, 'GBP')], 'GBP')).toMatchObject({ shipping: { amount: 395 }, total: { amount: 5394 } });
    expect(totalsOf([money(5000, 'GBP')], 'GBP')).toMatchObject({ shipping: { amount: 0 }, total: { amount: 5000 } });
  });

  it('report the tax that the prices include: a sixth of the gross at 20 %', () => {
    expect(totalsOf([money(6000, 'GBP')], 'GBP').tax).toEqual(money(1000, 'GBP'));
    expect(totalsOf([money(12_300, 'EUR')], 'EUR').tax).toEqual(money(2300, 'EUR'));
    expect(totalsOf([money(10_000, 'USD')], 'USD').tax).toEqual(money(0, 'USD'));
  });

  it('charge shipping for goods that cost nothing', () => {
    expect(totalsOf([money(0, 'EUR')], 'EUR').total).toEqual(money(495, 'EUR'));
  });

  it('refuse to add lines of two currencies', () => {
    expect(() => totalsOf([money(1, 'GBP'), money(1, 'EUR')], 'GBP')).toThrow('Cannot combine');
  });

  it('keep their equations for every cart', () => {
    fc.assert(
      fc.property(currencies, amounts, (currency, lines) => {
        const { subtotal, tax, shipping, discount, total } = totalsOf(
          lines.map((amount) => money(amount, currency)),
          currency,
        );
        expect(subtotal.amount).toBe(lines.reduce((sum, amount) => sum + amount, 0));
        expect(total.amount).toBe(subtotal.amount - discount.amount + shipping.amount);
        expect(tax.amount).toBeLessThanOrEqual(total.amount);
        for (const part of [subtotal, tax, shipping, discount, total]) {
          expect(Number.isSafeInteger(part.amount) && part.amount >= 0).toBe(true);
          expect(part.currency).toBe(currency);
        }
      }),
    );
  });

  it('do not depend on the order of the lines', () => {
    fc.assert(
      fc.property(currencies, amounts, (currency, lines) => {
        const moneys = lines.map((amount) => money(amount, currency));
        expect(totalsOf(moneys.toReversed(), currency)).toEqual(totalsOf(moneys, currency));
      }),
    );
  });

  it('include tax that, taken off and put on again, gives the gross within half a minor unit', () => {
    fc.assert(
      fc.property(currencies, fc.integer({ min: 0, max: 10_000_000 }), (currency, gross) => {
        const { taxPercent } = PRICING_RULES[currency];
        const tax = includedTax(money(gross, currency), taxPercent).amount;
        expect(Math.abs((gross - tax) * (taxPercent / 100) - tax)).toBeLessThanOrEqual(
          0.5 * (1 + taxPercent / 100) + 1e-6,
        );
      }),
    );
  });
});
