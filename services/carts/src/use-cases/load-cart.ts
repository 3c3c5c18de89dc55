import { mayAccess, type Claimant } from '../domain/access.ts';
import { expiryOf, type Cart } from '../domain/cart.ts';
import { cartNotFound } from '../domain/errors.ts';
import type { CartDeps } from '../domain/ports.ts';

/**
 * The cart, if the claimant may see it. Someone else's, an expired and an unknown one are all the same
 * `carts.cart-not-found`.
 */
export async function loadCart(
  { carts, clock }: Pick<CartDeps, 'carts' | 'clock'>,
  cartId: string,
  claimant: Claimant,
): Promise<Cart> {
  const cart = await carts.find(cartId);
  if (cart === undefined || expiryOf(cart) <= clock.now() || !mayAccess(cart.owner, claimant)) throw cartNotFound();
  return cart;
}
