import { timestamp, type Caller } from '@tradewind/kernel';
import { removeItem } from '../domain/cart.ts';
import type { CartDeps } from '../domain/ports.ts';
import type { PricedCart } from '../domain/priced-cart.ts';
import { changeCart } from './change-cart.ts';
import { claimantOf } from './claimant.ts';

export interface RemoveCartItem {
  readonly cartId: string;
  readonly caller: Caller;
  readonly ifMatch?: number | undefined;
  readonly itemId: string;
}

/** Takes a line out of the cart. Throws as `removeItem` and `changeCart`. */
export function removeCartItem(deps: CartDeps) {
  return ({ cartId, caller, ifMatch, itemId }: RemoveCartItem): Promise<PricedCart> =>
    changeCart(deps, { cartId, claimant: claimantOf(caller), ifMatch }, (cart) =>
      removeItem(cart, { itemId, now: timestamp(deps.clock) }),
    );
}
