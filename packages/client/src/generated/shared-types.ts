// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.

export interface CartTotals {
  subtotal: Money;
  tax: Money;
  shipping: Money;
  discount: Money;
  total: Money;
}

export type CurrencyCode = 'GBP' | 'EUR' | 'USD';

export interface ListProductsResponse {
  data: Product[];
  nextCursor: string | null;
}

export interface Money {
  amount: number;
  currency: CurrencyCode;
}

export interface Price {
  amount: number;
  currency: CurrencyCode;
}

export interface Product {
  id: string;
  externalId?: string;
  name: string;
  description: string;
  category: string;
  style?: string;
  attributes?: {
    [k: string]: string;
  };
  image?: string;
  status: 'active';
  variants: Variant[];
  version: number;
  createdAt: string;
  updatedAt: string;
}

export interface Variant {
  id: string;
  sku: string;
  name: string;
  options?: {
    [k: string]: string;
  };
  /**
   * @minItems 1
   * @maxItems 3
   */
  prices: Price[];
}
