import * as z from 'zod/mini';
import { Address, CurrencyCode, Email, idSchema, MoneyView, Sku, Timestamp } from '../http/shapes.ts';

export const OrderId = idSchema('ord');
export const CartId = idSchema('crt');

/** What a payment is made with: the provider's token for it, such as `pm_sandbox_ok`. Never a card number. */
export const PaymentMethod = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'Must be the name of a payment method.'));

/** Prices include tax: `tax` is the part of `total` that is tax; `total` = subtotal + shipping − discount. */
export const OrderTotals = z.strictObject({
  subtotal: MoneyView,
  tax: MoneyView,
  shipping: MoneyView,
  discount: MoneyView,
  total: MoneyView,
});
export type OrderTotals = z.output<typeof OrderTotals>;

export const OrderItem = z.strictObject({
  itemId: idSchema('itm'),
  variantId: idSchema('var'),
  productId: idSchema('prd'),
  sku: Sku,
  name: z.string(),
  quantity: z.int().check(z.minimum(1)),
  unitPrice: MoneyView,
  total: MoneyView,
});
export type OrderItem = z.output<typeof OrderItem>;

/**
 * - `pending`: being worked on; poll until it changes.
 * - `requires_action`: the buyer must do what `nextAction` says (3-D Secure), then poll.
 * - `confirmed`: stock is committed and the payment is authorised.
 * - `rejected`: nothing was bought, for the reason in `failure`; the cart is open again.
 * - `cancelling`, `cancelled`: stock goes back, the payment is voided.
 * - `parked`: an operator is looking at it.
 */
export const OrderStatus = z.enum([
  'pending',
  'requires_action',
  'confirmed',
  'rejected',
  'cancelling',
  'cancelled',
  'parked',
]);
export type OrderStatus = z.output<typeof OrderStatus>;

export const NextAction = z.strictObject({ type: z.enum(['redirect']), url: z.url() });

/** `items` is empty and `currency` and `totals` are absent until the cart has been claimed, moments after the checkout began. */
export const OrderView = z.strictObject({
  id: OrderId,
  status: OrderStatus,
  items: z.array(OrderItem),
  currency: z.optional(CurrencyCode),
  totals: z.optional(OrderTotals),
  email: Email,
  shippingAddress: Address,
  payment: z.optional(z.strictObject({ id: idSchema('pay'), status: z.enum(['authorized', 'voided']) })),
  nextAction: z.optional(NextAction),
  failure: z.optional(z.strictObject({ code: z.string() })),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type OrderView = z.output<typeof OrderView>;

/** The ids of the request behind a saga, sent to every step beside what it is asked. */
export const SagaTrace = z.object({
  requestId: z.string(),
  correlationId: z.string(),
  traceparent: z.optional(z.string()),
  causationId: z.optional(z.string()),
});
