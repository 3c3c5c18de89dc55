import { newId, timestamp, type Caller } from '@tradewind/kernel';
import { hashCartToken, newCartToken, type CartOwner } from '../domain/access.ts';
import { openCart } from '../domain/cart.ts';
import type { Currency } from '../domain/currency.ts';
import type { CartDeps } from '../domain/ports.ts';
import { priceCart, type PricedCart } from '../domain/priced-cart.ts';

export interface CreatedCart {
  readonly priced: PricedCart;
  /** The raw token of a guest's cart; this is the only time that it is known. */
  readonly cartToken?: string;
}

function ownership(caller: Caller): { owner: CartOwner; cartToken?: string } {
  if (caller.userId !== undefined) return { owner: { userId: caller.userId } };
  const cartToken = newCartToken();
  return { owner: { tokenHash: hashCartToken(cartToken) }, cartToken };
}

/** Starts an empty cart: a signed-in caller's own, or one that belongs to whoever holds the token that comes with it. */
export function createCart({ carts, clock }: Pick<CartDeps, 'carts' | 'clock'>) {
  return async ({ currency, caller }: { currency: Currency; caller: Caller }): Promise<CreatedCart> => {
    const { owner, ...token } = ownership(caller);
    const cart = openCart({ id: newId('crt'), currency, owner, now: timestamp(clock) });
    await carts.create(cart);
    return { priced: priceCart(cart, new Map()), ...token };
  };
}
