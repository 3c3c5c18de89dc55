import type { CartView } from '@tradewind/contracts/carts/views';
import type { Money } from '@tradewind/kernel';
import type { Currency } from '../domain/currency.ts';
import type { PricedCart, PricedLine } from '../domain/priced-cart.ts';
import type { Totals } from '../domain/totals.ts';

function moneyView({ amount }: Money, currency: Currency) {
  return { amount, currency };
}

export function toTotalsView(totals: Totals, currency: Currency): CartView['totals'] {
  return {
    subtotal: moneyView(totals.subtotal, currency),
    tax: moneyView(totals.tax, currency),
    shipping: moneyView(totals.shipping, currency),
    discount: moneyView(totals.discount, currency),
    total: moneyView(totals.total, currency),
  };
}

/** What a priced line says of itself, its id apart, which cart and claim name differently. */
export function toLineView({ variantId, quantity, quote, total }: PricedLine, currency: Currency) {
  return {
    variantId,
    productId: quote.productId,
    sku: quote.sku,
    name: quote.name,
    quantity,
    unitPrice: moneyView(quote.unitPrice, currency),
    total: moneyView(total, currency),
  };
}

/** The cart as the API shows it. Its version travels as the ETag, its owner not at all. */
export function toCartView({ cart, lines, totals }: PricedCart): CartView {
  const { id, currency, status, createdAt, updatedAt } = cart;
  return {
    id,
    currency,
    status,
    items: lines.map((line) => ({ id: line.id, ...toLineView(line, currency), available: line.available })),
    totals: toTotalsView(totals, currency),
    createdAt,
    updatedAt,
  };
}
