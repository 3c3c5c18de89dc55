import type { Currency } from './currency.ts';

/** How a currency's market is priced. Amounts are minor units. */
export interface PricingRule {
  /** Percent of tax that prices and shipping already include. */
  readonly taxPercent: number;
  readonly shipping: {
    readonly flat: number;
    /** Shipping is free from this much merchandise, after discount. */
    readonly freeFrom: number;
  };
}

/**
 * GBP: UK VAT, standard rate. EUR: the Irish standard rate, until carts know the country they ship to. USD: prices
 * carry no tax, since US sales tax depends on the address.
 */
export const PRICING_RULES: Readonly<Record<Currency, PricingRule>> = {
  GBP: { taxPercent: 20, shipping: { flat: 395, freeFrom: 5000 } },
  EUR: { taxPercent: 23, shipping: { flat: 495, freeFrom: 6000 } },
  USD: { taxPercent: 0, shipping: { flat: 595, freeFrom: 7500 } },
};
