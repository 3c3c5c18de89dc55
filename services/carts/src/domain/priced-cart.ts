import { multiply, zero, type Money } from '@tradewind/kernel';
import type { Cart, CartLine } from './cart.ts';
import { quoteOf, type Offers } from './offer.ts';
import { totalsOf, type Totals } from './totals.ts';

export interface PricedLine extends CartLine {
  /** False once the variant is no longer sold in the cart's currency; the line then counts for nothing. */
  readonly available: boolean;
  readonly total: Money;
}

export interface PricedCart {
  readonly cart: Cart;
  readonly lines: readonly PricedLine[];
  readonly totals: Totals;
}

function priced(line: CartLine): PricedLine {
  return { ...line, available: true, total: multiply(line.quote.unitPrice, line.quantity) };
}

/**
 * The cart at the given offers, so that a stale price is never shown or charged; a claimed cart stands at the prices
 * it was claimed at, whatever the offers say.
 */
export function priceCart(cart: Cart, offers: Offers): PricedCart {
  if (cart.status === 'claimed') return { cart, lines: cart.lines.map(priced), totals: cart.totals };
  const lines = cart.lines.map((line) => {
    const quote = quoteOf(offers.get(line.variantId), cart.currency);
    return quote === undefined ? { ...line, available: false, total: zero(cart.currency) } : priced({ ...line, quote });
  });
  const sold = lines.filter(({ available }) => available).map(({ total }) => total);
  return { cart, lines, totals: totalsOf(sold, cart.currency) };
}
