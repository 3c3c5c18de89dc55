import { money, type Money } from '@tradewind/kernel';
import type { Currency } from './currency.ts';
import { currencyUnavailable, variantUnavailable } from './errors.ts';

interface OfferBase {
  readonly variantId: string;
  readonly productId: string;
  /** The product's version, by which a later offer replaces an earlier one, however they arrive. */
  readonly version: number;
}

export interface OfferOnSale extends OfferBase {
  readonly status: 'on-sale';
  readonly sku: string;
  readonly name: string;
  /** Minor units by currency. */
  readonly prices: Readonly<Partial<Record<Currency, number>>>;
}

/** The withdrawal stays on record, so that an older publication that arrives late cannot undo it. */
export interface OfferWithdrawn extends OfferBase {
  readonly status: 'withdrawn';
}

/** What carts knows of a variant from the catalogue's events. */
export type Offer = OfferOnSale | OfferWithdrawn;

export type Offers = ReadonlyMap<string, Offer>;

/** What a line was last quoted at. */
export interface Quote {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly unitPrice: Money;
}

/** The current quote of an offer in one currency; undefined if it cannot be sold in it. */
export function quoteOf(offer: Offer | undefined, currency: Currency): Quote | undefined {
  if (offer?.status !== 'on-sale') return undefined;
  const amount = offer.prices[currency];
  if (amount === undefined) return undefined;
  return { productId: offer.productId, sku: offer.sku, name: offer.name, unitPrice: money(amount, currency) };
}

/** As {@link quoteOf}, but throws `carts.variant-unavailable` or `carts.currency-unavailable`, whichever it is. */
export function requireQuote(offer: Offer | undefined, currency: Currency): Quote {
  if (offer?.status !== 'on-sale') throw variantUnavailable();
  const quote = quoteOf(offer, currency);
  if (quote === undefined) throw currencyUnavailable(currency);
  return quote;
}
