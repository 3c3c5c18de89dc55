import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Address, Email, PriceView } from '../http/shapes.ts';
import { CartId, OrderView, PaymentMethod } from './views.ts';

export const createCheckout = defineRoute({
  service: 'orders',
  name: 'create-checkout',
  method: 'POST',
  path: '/v1/checkouts',
  access: 'guest',
  summary: 'Buy what is in a cart',
  description:
    'Claims the cart, reserves its stock, authorises the payment and confirms the order, or undoes all of it. ' +
    'Answers 201 with the confirmed order, or 202 with an order that is still being worked on: poll its Location. ' +
    'A cart becomes one order at most. `email` is needed from guests; for shoppers it defaults to their own.',
  request: {
    body: z.strictObject({
      cartId: CartId,
      email: z.optional(Email),
      shippingAddress: Address,
      paymentMethod: PaymentMethod,
      expectedTotal: z.optional(PriceView),
    }),
  },
  responses: { 201: OrderView, 202: OrderView },
  problems: [
    { status: 402, code: 'payments.declined' },
    { status: 404, code: 'carts.cart-not-found' },
    { status: 409, code: 'carts.already-checked-out' },
    { status: 409, code: 'carts.total-changed' },
    { status: 409, code: 'carts.variant-unavailable' },
    { status: 409, code: 'inventory.insufficient-stock' },
    { status: 409, code: 'inventory.reservation-expired' },
    { status: 409, code: 'orders.checkout-abandoned' },
    { status: 422, code: 'carts.empty' },
    { status: 422, code: 'carts.too-many-lines' },
    { status: 422, code: 'orders.email-required' },
    { status: 422, code: 'payments.action-unsupported' },
    { status: 422, code: 'payments.unknown-payment-method' },
  ],
  idempotency: 'required',
  etag: true,
});
