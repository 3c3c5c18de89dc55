import { newId, timestamp, type Caller } from '@tradewind/kernel';
import { addItem } from '../domain/cart.ts';
import { requireQuote } from '../domain/offer.ts';
import type { CartDeps } from '../domain/ports.ts';
import type { PricedCart } from '../domain/priced-cart.ts';
import { changeCart } from './change-cart.ts';
import { claimantOf } from './claimant.ts';

export interface AddCartItem {
  readonly cartId: string;
  readonly caller: Caller;
  readonly ifMatch?: number | undefined;
  readonly variantId: string;
  readonly quantity: number;
}

/** Adds units of a variant at its current offer. Throws what `addItem`, `requireQuote` and `changeCart` throw. */
export function addCartItem(deps: CartDeps) {
  return ({ cartId, caller, ifMatch, variantId, quantity }: AddCartItem): Promise<PricedCart> => {
    const itemId = newId('itm');
    return changeCart(deps, { cartId, claimant: claimantOf(caller), ifMatch, variantId }, (cart, offers) => {
      const quote = requireQuote(offers.get(variantId), cart.currency);
      return addItem(cart, { itemId, variantId, quantity, quote, now: timestamp(deps.clock) });
    });
  };
}
