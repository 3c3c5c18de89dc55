import { add, money, portion, subtract, sum, zero, type Money } from '@tradewind/kernel';
import type { Currency } from './currency.ts';
import { PRICING_RULES } from './pricing-rules.ts';

/** `total = subtotal − discount + shipping`; `tax` is the part of `total` that is tax and never added to it. */
export interface Totals {
  readonly subtotal: Money;
  readonly tax: Money;
  readonly shipping: Money;
  readonly discount: Money;
  readonly total: Money;
}

function shippingOf(merchandise: Money, hasGoods: boolean, currency: Currency): Money {
  const { flat, freeFrom } = PRICING_RULES[currency].shipping;
  return hasGoods && merchandise.amount < freeFrom ? money(flat, currency) : zero(currency);
}

/** The tax inside a gross amount, `gross × rate / (100 + rate)`, rounded once on the total. */
export function includedTax(gross: Money, taxPercent: number): Money {
  return portion(gross, taxPercent, 100 + taxPercent);
}

/** Totals of the lines that are for sale. The discount is zero until promotions exist. */
export function totalsOf(lineTotals: readonly Money[], currency: Currency): Totals {
  const subtotal = sum(lineTotals, currency);
  const discount = zero(currency);
  const merchandise = subtract(subtotal, discount);
  const shipping = shippingOf(merchandise, lineTotals.length > 0, currency);
  const total = add(merchandise, shipping);
  return { subtotal, tax: includedTax(total, PRICING_RULES[currency].taxPercent), shipping, discount, total };
}
