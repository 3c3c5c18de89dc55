import type { Caller } from '@tradewind/kernel';
import type { CartDeps } from '../domain/ports.ts';
import { priceCart, type PricedCart } from '../domain/priced-cart.ts';
import { offersFor } from './change-cart.ts';
import { claimantOf } from './claimant.ts';
import { loadCart } from './load-cart.ts';

/** The cart at the prices of now. Throws `carts.cart-not-found`. */
export function getCart(deps: CartDeps) {
  return async ({ cartId, caller }: { cartId: string; caller: Caller }): Promise<PricedCart> => {
    const cart = await loadCart(deps, cartId, claimantOf(caller));
    return priceCart(cart, await offersFor(deps, cart));
  };
}
