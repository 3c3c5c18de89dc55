import type { Money } from '@tradewind/kernel';

/** The currencies in which the catalogue quotes. */
export type Currency = 'GBP' | 'EUR' | 'USD';

export interface Price extends Money {
  readonly currency: Currency;
}
