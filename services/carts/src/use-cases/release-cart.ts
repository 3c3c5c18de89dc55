import { isDomainError, timestamp } from '@tradewind/kernel';
import { releaseCart as release } from '../domain/claim.ts';
import type { CartDeps } from '../domain/ports.ts';
import { editCart } from './edit-cart.ts';

/** Gives the cart back after a failed checkout; a cart that no longer exists needs nothing. Idempotent. */
export function releaseCart(deps: Pick<CartDeps, 'carts' | 'clock'>) {
  return async ({ orderId, cartId }: { orderId: string; cartId: string }): Promise<void> => {
    try {
      await editCart(deps, { cartId, claimant: { role: 'service' } }, (cart) =>
        release(cart, { orderId, now: timestamp(deps.clock) }),
      );
    } catch (error) {
      if (!isDomainError(error, 'carts.cart-not-found')) throw error;
    }
  };
}
