// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import type { CartTotals, CurrencyCode, Money, Price } from './shared-types.ts';

export interface Address {
  name: string;
  line1: string;
  line2?: string;
  city: string;
  region?: string;
  postalCode: string;
  country: string;
}

export interface CancelOrderRequest {
  reason?: string;
}

export interface CreateCheckoutRequest {
  cartId: string;
  email?: string;
  shippingAddress: Address;
  paymentMethod: string;
  expectedTotal?: Price;
}

export interface ListOrdersResponse {
  data: Order[];
  nextCursor: string | null;
}

export interface Order {
  id: string;
  status: OrderStatus;
  items: OrderItem[];
  currency?: CurrencyCode;
  totals?: CartTotals;
  email: string;
  shippingAddress: Address;
  payment?: {
    id: string;
    status: 'authorized' | 'voided';
  };
  nextAction?: OrdersNextAction;
  failure?: {
    code: string;
  };
  createdAt: string;
  updatedAt: string;
}

export interface OrderItem {
  itemId: string;
  variantId: string;
  productId: string;
  sku: string;
  name: string;
  quantity: number;
  unitPrice: Money;
  total: Money;
}

export type OrderStatus =
  'pending' | 'requires_action' | 'confirmed' | 'rejected' | 'cancelling' | 'cancelled' | 'parked';

export interface OrdersNextAction {
  type: 'redirect';
  url: string;
}

export interface ResolveOrderRequest {
  action: 'retry' | 'settle';
  note: string;
}
