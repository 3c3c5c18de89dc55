import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import fc from 'fast-check';
import { cartOf, emptyCart, NOW, sampleOffer, sampleQuote } from '../test-support/samples.ts';
import {
  addItem,
  changeQuantity,
  expiryOf,
  MAX_LINES,
  MAX_QUANTITY,
  removeItem,
  type ClaimedCart,
  type OpenCart,
} from './cart.ts';
import { totalsOf } from './totals.ts';

const LATER = '2026-03-01T11:00:00.000Z';

function toAdd(variantId: string, quantity: number) {
  return { itemId: newId('itm'), variantId, quantity, quote: sampleQuote(), now: LATER };
}

function claimed(): ClaimedCart {
  return { ...cartOf([[sampleOffer(), 1]]), status: 'claimed', orderId: newId('ord'), totals: totalsOf([], 'GBP') };
}

describe('a cart', () => {
  it('puts a new variant on a line of its own', () => {
    const cart = addItem(cartOf([[sampleOffer(), 1]]), toAdd(newId('var'), 2));
    expect(cart.lines.map(({ quantity }) => quantity)).toEqual([1, 2]);
    expect(cart.updatedAt).toBe(LATER);
  });

  it('adds units of a known variant to its line and takes over the newer quote', () => {
    const offer = sampleOffer();
    const before = cartOf([[offer, 2]]);
    const cart = addItem(before, { ...toAdd(offer.variantId, 3), quote: sampleQuote(999) });
    expect(cart.lines).toHaveLength(1);
    expect(cart.lines[0]).toMatchObject({
      id: before.lines[0]?.id,
      quantity: 5,
      quote: { unitPrice: { amount: 999 } },
    });
  });

  it('holds 98 variants and refuses the 99th', () => {
    const full = cartOf(Array.from({ length: MAX_LINES }, () => [sampleOffer(), 1] as const));
    expect(() => addItem(full, toAdd(newId('var'), 1))).toThrow(
      expect.objectContaining({ code: 'carts.too-many-lines', kind: 'rule-violated' }),
    );
  });

  it('still adds up on a line of a full cart', () => {
    const offer = sampleOffer();
    const full = cartOf([[offer, 1], ...Array.from({ length: MAX_LINES - 1 }, () => [sampleOffer(), 1] as const)]);
    expect(addItem(full, toAdd(offer.variantId, 1)).lines[0]?.quantity).toBe(2);
  });

  it('refuses more than 999 of one variant, also when they add up', () => {
    const offer = sampleOffer();
    const cart = cartOf([[offer, MAX_QUANTITY]]);
    expect(() => addItem(cart, toAdd(offer.variantId, 1))).toThrow(
      expect.objectContaining({ code: 'carts.quantity-too-large' }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a quantity of %p', (quantity) => {
    expect(() => addItem(emptyCart(), toAdd(newId('var'), quantity))).toThrow(
      expect.objectContaining({ code: 'carts.invalid-quantity' }),
    );
  });

  it('sets the quantity of one line and leaves the others', () => {
    const cart = cartOf([
      [sampleOffer(), 1],
      [sampleOffer(), 2],
    ]);
    const itemId = cart.lines[1]?.id ?? '';
    expect(changeQuantity(cart, { itemId, quantity: 7, now: LATER }).lines.map(({ quantity }) => quantity)).toEqual([
      1, 7,
    ]);
  });

  it('is the same cart after a quantity was set to what it was', () => {
    const cart = cartOf([[sampleOffer(), 3]]);
    expect(changeQuantity(cart, { itemId: cart.lines[0]?.id ?? '', quantity: 3, now: LATER })).toBe(cart);
  });

  it('refuses to change or remove an item that it does not hold', () => {
    const cart = cartOf([[sampleOffer(), 1]]);
    const unknown = expect.objectContaining({ code: 'carts.item-not-found', kind: 'not-found' });
    expect(() => changeQuantity(cart, { itemId: newId('itm'), quantity: 1, now: LATER })).toThrow(unknown);
    expect(() => removeItem(cart, { itemId: newId('itm'), now: LATER })).toThrow(unknown);
  });

  it('refuses every change once an order has claimed it', () => {
    const cart = claimed();
    const itemId = cart.lines[0]?.id ?? '';
    const refused = expect.objectContaining({ code: 'carts.already-checked-out', kind: 'conflict' });
    expect(() => addItem(cart, toAdd(newId('var'), 1))).toThrow(refused);
    expect(() => changeQuantity(cart, { itemId, quantity: 2, now: LATER })).toThrow(refused);
    expect(() => removeItem(cart, { itemId, now: LATER })).toThrow(refused);
  });

  it('lives 30 days as a guest’s and 90 as a shopper’s, counted from its last change', () => {
    expect(expiryOf(emptyCart({ owner: { tokenHash: 'a'.repeat(64) } })).toISOString()).toBe(
      '2026-03-31T10:00:00.000Z',
    );
    expect(expiryOf(emptyCart({ updatedAt: NOW })).toISOString()).toBe('2026-05-30T10:00:00.000Z');
  });

  it('keeps one line per variant, within its limits, under any sequence of changes', () => {
    const variants = Array.from({ length: 5 }, () => newId('var'));
    const step = fc.record({
      kind: fc.constantFrom('add', 'set', 'remove'),
      variant: fc.nat({ max: variants.length - 1 }),
      quantity: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let cart: OpenCart = emptyCart();
        const expected = new Map<string, number>();
        for (const { kind, variant, quantity } of steps) {
          const variantId = variants[variant] ?? '';
          const line = cart.lines.find((candidate) => candidate.variantId === variantId);
          if (kind === 'add' && (line?.quantity ?? 0) + quantity <= MAX_QUANTITY) {
            cart = addItem(cart, toAdd(variantId, quantity));
            expected.set(variantId, (expected.get(variantId) ?? 0) + quantity);
          } else if (kind === 'set' && line !== undefined) {
            cart = changeQuantity(cart, { itemId: line.id, quantity, now: LATER });
            expected.set(variantId, quantity);
          } else if (kind === 'remove' && line !== undefined) {
            cart = removeItem(cart, { itemId: line.id, now: LATER });
            expected.delete(variantId);
          }
        }
        expect(new Map(cart.lines.map((line) => [line.variantId, line.quantity]))).toEqual(expected);
      }),
    );
  });
});
