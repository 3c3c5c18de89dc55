import { money, newId } from '@tradewind/kernel';
import { addItem, openCart, type OpenCart } from '../domain/cart.ts';
import type { Currency } from '../domain/currency.ts';
import { quoteOf, type Offer, type OfferOnSale, type Offers } from '../domain/offer.ts';

export const NOW = '2026-03-01T10:00:00.000Z';

/** A variant on sale in GBP and EUR, 12.50 and 14.50 unless said otherwise. */
export function sampleOffer(overrides: Partial<OfferOnSale> = {}): OfferOnSale {
  return {
    status: 'on-sale',
    variantId: newId('var'),
    productId: newId('prd'),
    version: 1,
    sku: 'MUG-BLUE',
    name: 'Mug – Blue',
    prices: { GBP: 1250, EUR: 1450 },
    ...overrides,
  };
}

export function emptyCart(overrides: Partial<OpenCart> = {}): OpenCart {
  const cart = openCart({ id: newId('crt'), currency: 'GBP', owner: { userId: newId('usr') }, now: NOW });
  return { ...cart, ...overrides };
}

/** A quote in the given currency, for tests in which no offer matters. */
export function sampleQuote(amount = 1250, currency: Currency = 'GBP') {
  return { productId: newId('prd'), sku: 'MUG-BLUE', name: 'Mug – Blue', unitPrice: money(amount, currency) };
}

/** A cart holding the quantities of the offers, in GBP unless another is given. */
export function cartOf(items: readonly (readonly [OfferOnSale, number])[], start: OpenCart = emptyCart()): OpenCart {
  let cart = start;
  for (const [offer, quantity] of items) {
    const quote = quoteOf(offer, cart.currency) ?? sampleQuote();
    cart = addItem(cart, { itemId: newId('itm'), variantId: offer.variantId, quantity, quote, now: NOW });
  }
  return cart;
}

/** The offers as a projection answers them. */
export function offersOf(...offers: readonly Offer[]): Offers {
  return new Map(offers.map((offer) => [offer.variantId, offer]));
}
