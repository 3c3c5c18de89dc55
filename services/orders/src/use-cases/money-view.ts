import { CurrencyCode, type MoneyView } from '@tradewind/contracts/http/shapes';
import type { Money } from '@tradewind/kernel';
import type { OrderTotals } from '../domain/order.ts';

/** Money as contracts show it. Throws ZodError for a currency that no price is quoted in. */
export function toMoneyView({ amount, currency }: Money): MoneyView {
  return { amount, currency: CurrencyCode.parse(currency) };
}

export function toTotalsView(totals: OrderTotals): Record<keyof OrderTotals, MoneyView> {
  return {
    subtotal: toMoneyView(totals.subtotal),
    tax: toMoneyView(totals.tax),
    shipping: toMoneyView(totals.shipping),
    discount: toMoneyView(totals.discount),
    total: toMoneyView(totals.total),
  };
}
