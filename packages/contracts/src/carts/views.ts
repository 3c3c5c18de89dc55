import * as z from 'zod/mini';
import { CurrencyCode, idSchema, MoneyView, Sku, Timestamp } from '../http/shapes.ts';

/** Most lines that one cart may hold; a reservation of them still fits one transaction. */
export const MAX_CART_LINES = 98;
/** Most units of one variant in a cart. */
export const MAX_LINE_QUANTITY = 999;

export const Quantity = z.int().check(z.minimum(1), z.maximum(MAX_LINE_QUANTITY));

/** `total = subtotal − discount + shipping`; `tax` is the part of `total` that is tax, already included in the prices. */
export const CartTotals = z.strictObject({
  subtotal: MoneyView,
  tax: MoneyView,
  shipping: MoneyView,
  discount: MoneyView,
  total: MoneyView,
});
export type CartTotals = z.output<typeof CartTotals>;

/** A line that is no longer sold keeps its last price, has `available: false` and a `total` of zero. */
export const CartItemView = z.strictObject({
  id: idSchema('itm'),
  variantId: idSchema('var'),
  productId: idSchema('prd'),
  sku: Sku,
  name: z.string(),
  quantity: Quantity,
  unitPrice: MoneyView,
  total: MoneyView,
  available: z.boolean(),
});
export type CartItemView = z.output<typeof CartItemView>;

/** `claimed`: an order has been placed, or is being placed, from this cart; it refuses changes. */
export const CartStatus = z.enum(['open', 'claimed']);

export const CartView = z.strictObject({
  id: idSchema('crt'),
  currency: CurrencyCode,
  status: CartStatus,
  items: z.array(CartItemView),
  totals: CartTotals,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type CartView = z.output<typeof CartView>;
