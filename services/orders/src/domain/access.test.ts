import { describe, expect, it } from '@jest/globals';
import type { Caller } from '@tradewind/kernel';
import { buyerOf, hashCartToken, mayAccess } from './access.ts';
import { orderIn, SHOPPER } from '../test-support/sample-orders.ts';

const cartToken = 'cart-token-of-this-guest';
const owner: Caller = { role: 'shopper', userId: SHOPPER.userId ?? '' };
const bearer: Caller = { role: 'guest', cartToken };
const guestOrder = orderIn({ buyer: buyerOf(bearer) }).confirmed;
const shopperOrder = orderIn().confirmed;

describe('who may see an order', () => {
  it.each<[string, Caller]>([
    ['its owner', owner],
    ['an admin', { role: 'admin', userId: 'usr_admin' }],
  ])('of a shopper: %s', (_, caller) => {
    expect(mayAccess(shopperOrder, caller)).toBe(true);
  });

  it.each<[string, Caller]>([
    ['another shopper', { role: 'shopper', userId: 'usr_other' }],
    ['a guest', { role: 'guest' }],
    ['a guest with a cart token', bearer],
  ])('of a shopper: not %s', (_, caller) => {
    expect(mayAccess(shopperOrder, caller)).toBe(false);
  });

  it('of a guest: who bears its cart token, and admins', () => {
    expect(mayAccess(guestOrder, bearer)).toBe(true);
    expect(mayAccess(guestOrder, { role: 'admin', userId: 'usr_admin' })).toBe(true);
  });

  it.each<[string, Caller]>([
    ['a guest without a token', { role: 'guest' }],
    ['a guest with another token', { role: 'guest', cartToken: 'another-token-of-a-cart' }],
    ['a guest who sends the hash', { role: 'guest', cartToken: hashCartToken(cartToken) }],
    ['a shopper', owner],
  ])('of a guest: not %s', (_, caller) => {
    expect(mayAccess(guestOrder, caller)).toBe(false);
  });

  it('of a shopper who also sent a cart token: the token alone opens nothing', () => {
    const order = orderIn({ buyer: buyerOf({ ...owner, cartToken }) }).confirmed;
    expect(mayAccess(order, bearer)).toBe(false);
    expect(mayAccess(order, owner)).toBe(true);
  });
});

describe('the buyer', () => {
  it('holds the hash of the cart token, never the token', () => {
    expect(buyerOf(bearer)).toEqual({ role: 'guest', cartTokenHash: hashCartToken(cartToken) });
    expect(hashCartToken(cartToken)).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(buyerOf(bearer))).not.toContain(cartToken);
  });
});
