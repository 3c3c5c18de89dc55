import type { ClaimCartRequest, ClaimCartResponse } from '@tradewind/contracts/carts/claim-cart';
import { timestamp } from '@tradewind/kernel';
import { claimCart as claim } from '../domain/claim.ts';
import type { CartDeps } from '../domain/ports.ts';
import type { Currency } from '../domain/currency.ts';
import type { PricedLine } from '../domain/priced-cart.ts';
import { toLineView, toTotalsView } from './cart-view.ts';
import { changeCart } from './change-cart.ts';

function claimedItem(line: PricedLine, currency: Currency): ClaimCartResponse['items'][number] {
  return { itemId: line.id, ...toLineView(line, currency) };
}

/**
 * Locks the cart for an order at the current prices, in one conditional write. Of any number of orders that claim
 * one cart at once exactly one succeeds, and succeeds again as often as it asks. Throws as the domain's `claimCart`.
 */
export function claimCart(deps: CartDeps) {
  return async ({ orderId, cartId, caller, expectedTotal }: ClaimCartRequest): Promise<ClaimCartResponse> => {
    const { cart, lines, totals } = await changeCart(deps, { cartId, claimant: caller }, (current, offers) =>
      claim(current, { orderId, offers, expectedTotal, now: timestamp(deps.clock) }),
    );
    return {
      currency: cart.currency,
      items: lines.map((line) => claimedItem(line, cart.currency)),
      totals: toTotalsView(totals, cart.currency),
    };
  };
}
