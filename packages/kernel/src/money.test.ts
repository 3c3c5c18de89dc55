import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, money, multiply, negate, portion, subtract, sum } from './money.ts';

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('money', () => {
  it('adds and subtracts as inverses', () => {
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        const total = add(money(left, 'GBP'), money(right, 'GBP'));
        expect(subtract(total, money(right, 'GBP'))).toEqual(money(left, 'GBP'));
      }),
    );
  });

  it('sums a value with its negation to plain zero', () => {
    fc.assert(
      fc.property(amount, (value) => {
        const held = money(value, 'EUR');
        expect(Object.is(sum([held, negate(held)], 'EUR').amount, 0)).toBe(true);
      }),
    );
  });

  it('splits a value into two portions that lose at most one unit', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 100 }), (value, percent) => {
        const held = money(value, 'GBP');
        const parts = portion(held, percent, 100).amount + portion(held, 100 - percent, 100).amount;
        expect(Math.abs(parts - value)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each([
    [5, 1, 2, 3],
    [-5, 1, 2, -3],
    [999, 1, 6, 167],
  ])('rounds %i × %i/%i half away from zero to %i', (value, numerator, denominator, expected) => {
    expect(portion(money(value, 'GBP'), numerator, denominator).amount).toBe(expected);
  });

  it('refuses to combine currencies', () => {
    expect(() => add(money(1, 'GBP'), money(1, 'EUR'))).toThrow('Cannot combine GBP with EUR.');
  });

  it('refuses results outside the range of exact integers', () => {
    expect(() => multiply(money(Number.MAX_SAFE_INTEGER, 'GBP'), 2)).toThrow('range of exact integers');
    expect(() => multiply(money(1, 'GBP'), 0.5)).toThrow('whole number');
  });
});
