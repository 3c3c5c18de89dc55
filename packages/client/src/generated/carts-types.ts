// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import type { CartTotals, CurrencyCode, Money } from './shared-types.ts';

export interface AddCartItemRequest {
  variantId: string;
  quantity: number;
}

export interface Cart {
  id: string;
  currency: CurrencyCode;
  status: CartStatus;
  items: CartItem[];
  totals: CartTotals;
  createdAt: string;
  updatedAt: string;
}

export interface CartItem {
  id: string;
  variantId: string;
  productId: string;
  sku: string;
  name: string;
  quantity: number;
  unitPrice: Money;
  total: Money;
  available: boolean;
}

export type CartStatus = 'open' | 'claimed';

export interface ChangeCartItemRequest {
  quantity: number;
}

export interface CreateCartRequest {
  currency: CurrencyCode;
}

export interface CreateCartResponse {
  id: string;
  currency: CurrencyCode;
  status: CartStatus;
  items: CartItem[];
  totals: CartTotals;
  createdAt: string;
  updatedAt: string;
  cartToken?: string;
}
