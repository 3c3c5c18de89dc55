import { describe, expect, it } from '@jest/globals';
import { emptyCart } from '../test-support/samples.ts';
import { fromCartItem, toCartItem } from './cart-rows.ts';

describe('a cart as an item', () => {
  it('expires by DynamoDB’s clock, in seconds', () => {
    expect(toCartItem(emptyCart({ updatedAt: '2026-03-01T10:00:00.000Z' }))['expiresAt']).toBe(1_780_135_200);
  });

  it('knows a guest by a hash, never by a token', () => {
    expect(toCartItem(emptyCart({ owner: { tokenHash: 'f'.repeat(64) } }))).toMatchObject({
      tokenHash: 'f'.repeat(64),
    });
  });

  it.each([
    ['nothing', {}],
    ['an owner', { ...toCartItem(emptyCart()), userId: undefined }],
    ['a known currency', { ...toCartItem(emptyCart()), currency: 'XXX' }],
    ['whole amounts', { ...toCartItem(emptyCart()), lines: [{ unitAmount: 1.5 }] }],
  ])('is refused without %s', (_what, item) => {
    expect(() => fromCartItem(item)).toThrow(expect.objectContaining({ name: '$ZodError' }));
  });
});
