import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { hashCartToken } from '../domain/access.ts';
import { inMemoryDeps } from '../test-support/in-memory-deps.ts';
import { createCart } from './create-cart.ts';
import { getCart } from './get-cart.ts';

describe('starting a cart', () => {
  it('gives a guest a token that opens the cart, and stores only its hash', async () => {
    const deps = inMemoryDeps();
    const { priced, cartToken = '' } = await createCart(deps)({ currency: 'GBP', caller: { role: 'guest' } });
    const stored = await deps.carts.find(priced.cart.id);
    expect(stored?.owner).toEqual({ tokenHash: hashCartToken(cartToken) });
    expect(JSON.stringify(stored)).not.toContain(cartToken);
    const again = await getCart(deps)({ cartId: priced.cart.id, caller: { role: 'guest', cartToken } });
    expect(again.cart).toEqual(priced.cart);
  });

  it('gives a shopper a cart of their own and no token', async () => {
    const deps = inMemoryDeps();
    const userId = newId('usr');
    const { priced, ...rest } = await createCart(deps)({ currency: 'EUR', caller: { role: 'shopper', userId } });
    expect(rest).toEqual({});
    expect(priced.cart).toMatchObject({ currency: 'EUR', status: 'open', owner: { userId }, lines: [], version: 1 });
  });

  it.each([
    ['another guest', { role: 'guest' }],
    ['a guest with another token', { role: 'guest', cartToken: 'guessed' }],
    ['a shopper', { role: 'shopper', userId: newId('usr') }],
  ] as const)('hides the cart from %s', async (_who, caller) => {
    const deps = inMemoryDeps();
    const { priced } = await createCart(deps)({ currency: 'GBP', caller: { role: 'guest' } });
    await expect(getCart(deps)({ cartId: priced.cart.id, caller })).rejects.toMatchObject({
      code: 'carts.cart-not-found',
      kind: 'not-found',
    });
  });

  it('no longer knows a cart that has expired, even before its row is swept', async () => {
    const deps = inMemoryDeps();
    const { priced, cartToken = '' } = await createCart(deps)({ currency: 'GBP', caller: { role: 'guest' } });
    deps.setTime('2026-03-31T10:00:00.000Z');
    await expect(getCart(deps)({ cartId: priced.cart.id, caller: { role: 'guest', cartToken } })).rejects.toMatchObject(
      { code: 'carts.cart-not-found' },
    );
  });
});
