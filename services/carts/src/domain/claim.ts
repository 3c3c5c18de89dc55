import { equals, type Money } from '@tradewind/kernel';
import { MAX_LINES, type Cart, type ClaimedCart, type OpenCart } from './cart.ts';
import {
  alreadyCheckedOut,
  claimReleased,
  emptyCart,
  tooManyLines,
  totalChanged,
  variantUnavailable,
} from './errors.ts';
import type { Offers } from './offer.ts';
import { priceCart } from './priced-cart.ts';

/** Enough to cover every checkout of one cart that can be in flight at once. */
const REMEMBERED_RELEASES = 8;

export interface ClaimRequest {
  readonly orderId: string;
  readonly offers: Offers;
  readonly expectedTotal?: Money | undefined;
  readonly now: string;
}

/**
 * Locks the cart for an order at the current prices. The order's own claim comes back as it is. Throws
 * `carts.already-checked-out`, `carts.claim-released`, `carts.empty`, `carts.too-many-lines`,
 * `carts.variant-unavailable` or `carts.total-changed`.
 */
export function claimCart(cart: Cart, { orderId, offers, expectedTotal, now }: ClaimRequest): ClaimedCart {
  if (cart.status === 'claimed') {
    if (cart.orderId !== orderId) throw alreadyCheckedOut();
    return cart;
  }
  if (cart.releasedOrders.includes(orderId)) throw claimReleased();
  if (cart.lines.length === 0) throw emptyCart();
  if (cart.lines.length > MAX_LINES) throw tooManyLines(MAX_LINES);
  const { lines, totals } = priceCart(cart, offers);
  const gone = lines.filter(({ available }) => !available);
  if (gone.length > 0) {
    throw variantUnavailable(
      gone.map(({ id, variantId }) => ({
        path: `items.${id}`,
        code: 'variant_unavailable',
        message: `${variantId} is not sold in ${cart.currency}.`,
      })),
    );
  }
  if (expectedTotal !== undefined && !equals(expectedTotal, totals.total)) {
    throw totalChanged(expectedTotal.amount, totals.total.amount);
  }
  const charged = lines.map(({ id, variantId, quantity, quote }) => ({ id, variantId, quantity, quote }));
  return { ...cart, status: 'claimed', lines: charged, orderId, totals, updatedAt: now };
}

function reopened(cart: ClaimedCart, now: string): OpenCart {
  const { orderId: _orderId, totals: _totals, ...rest } = cart;
  return { ...rest, status: 'open', updatedAt: now };
}

/**
 * Gives the cart back. An order that does not hold it leaves its name behind all the same, so that its claim, should
 * it still be on its way, comes too late. The same cart comes back if there is nothing to do.
 */
export function releaseCart(cart: Cart, { orderId, now }: { orderId: string; now: string }): Cart {
  if (cart.releasedOrders.includes(orderId)) return cart;
  const releasedOrders = [...cart.releasedOrders, orderId].slice(-REMEMBERED_RELEASES);
  const free = cart.status === 'claimed' && cart.orderId === orderId ? reopened(cart, now) : cart;
  return { ...free, releasedOrders };
}
