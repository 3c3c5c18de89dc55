import { setTimeout as delay } from 'node:timers/promises';
import type { Claimant } from '../domain/access.ts';
import type { Cart } from '../domain/cart.ts';
import { cartBusy, staleVersion } from '../domain/errors.ts';
import type { CartDeps } from '../domain/ports.ts';
import { loadCart } from './load-cart.ts';

const MAX_ATTEMPTS = 12;
const BASE_DELAY_MS = 5;
const MAX_DELAY_MS = 200;

export interface CartEdit {
  readonly cartId: string;
  readonly claimant: Claimant;
  /** The version that the caller's decision was made on; any other is refused. */
  readonly ifMatch?: number | undefined;
}

/** Full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015), in ms. */
function backoff(attempt: number): number {
  return Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** attempt);
}

/**
 * Reads, decides, saves; and again on what is there then, should another change have come between. Nothing is
 * written if `decide` gives back the cart that it was given. Answers the cart as it stands saved.
 *
 * Throws `carts.cart-not-found`; `request.stale-version` if `ifMatch` does not hold, also when that shows only on
 * saving; `carts.busy` after a dozen collisions; and what `decide` throws.
 */
export async function editCart(
  deps: Pick<CartDeps, 'carts' | 'clock'>,
  { cartId, claimant, ifMatch }: CartEdit,
  decide: (cart: Cart) => Cart | Promise<Cart>,
): Promise<Cart> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const cart = await loadCart(deps, cartId, claimant);
    if (ifMatch !== undefined && ifMatch !== cart.version) throw staleVersion();
    const changed = await decide(cart);
    if (changed === cart) return cart;
    const saved = await deps.carts.save(changed);
    if (saved !== undefined) return saved;
    await delay(backoff(attempt));
  }
  throw cartBusy();
}
