import type { Cart } from '../domain/cart.ts';
import type { Offers } from '../domain/offer.ts';
import type { CartDeps } from '../domain/ports.ts';
import { priceCart, type PricedCart } from '../domain/priced-cart.ts';
import { editCart, type CartEdit } from './edit-cart.ts';

export interface CartChange extends CartEdit {
  /** A variant whose offer the change needs besides those of the cart's lines. */
  readonly variantId?: string | undefined;
}

/** The offers that pricing a cart takes; a claimed cart carries its prices and takes none. */
export async function offersFor({ offers }: Pick<CartDeps, 'offers'>, cart: Cart, variantId?: string): Promise<Offers> {
  const lines = cart.status === 'claimed' ? [] : cart.lines.map((line) => line.variantId);
  const wanted = new Set(variantId === undefined ? lines : [...lines, variantId]);
  return wanted.size === 0 ? new Map() : offers.find([...wanted]);
}

/** {@link editCart} by a pure function of the cart and the current offers; answers the outcome at those same offers. */
export async function changeCart(
  deps: CartDeps,
  { variantId, ...edit }: CartChange,
  decide: (cart: Cart, offers: Offers) => Cart,
): Promise<PricedCart> {
  let offers: Offers = new Map();
  const saved = await editCart(deps, edit, async (cart) => {
    offers = await offersFor(deps, cart, variantId);
    return decide(cart, offers);
  });
  return priceCart(saved, offers);
}
