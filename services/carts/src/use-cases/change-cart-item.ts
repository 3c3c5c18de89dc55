import { timestamp, type Caller } from '@tradewind/kernel';
import { changeQuantity } from '../domain/cart.ts';
import type { CartDeps } from '../domain/ports.ts';
import type { PricedCart } from '../domain/priced-cart.ts';
import { changeCart } from './change-cart.ts';
import { claimantOf } from './claimant.ts';

export interface ChangeCartItem {
  readonly cartId: string;
  readonly caller: Caller;
  readonly ifMatch?: number | undefined;
  readonly itemId: string;
  readonly quantity: number;
}

/** Sets the quantity of a line; setting it to what it is writes nothing. Throws as `changeQuantity` and `changeCart`. */
export function changeCartItem(deps: CartDeps) {
  return ({ cartId, caller, ifMatch, itemId, quantity }: ChangeCartItem): Promise<PricedCart> =>
    changeCart(deps, { cartId, claimant: claimantOf(caller), ifMatch }, (cart) =>
      changeQuantity(cart, { itemId, quantity, now: timestamp(deps.clock) }),
    );
}
