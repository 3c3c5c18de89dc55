// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.

export interface CartTotals {
  subtotal: Money;
  tax: Money;
  shipping: Money;
  discount: Money;
  total: Money;
}

export type CurrencyCode = 'GBP' | 'EUR' | 'USD';

export interface Money {
  amount: number;
  currency: CurrencyCode;
}

export interface Price {
  amount: number;
  currency: CurrencyCode;
}
