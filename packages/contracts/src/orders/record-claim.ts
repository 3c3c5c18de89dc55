import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { CurrencyCode, Sku } from '../http/shapes.ts';
import { OrderId, OrderItem, OrderTotals, SagaTrace } from './views.ts';

/** Saga step: writes what the cart held into the order before any stock is reserved; answers the request for the stock. */
export const recordClaim = defineFunction({
  service: 'orders',
  name: 'record-claim',
  request: z.strictObject({
    orderId: OrderId,
    cart: z.object({ currency: CurrencyCode, items: z.array(OrderItem), totals: OrderTotals }),
  }),
  response: z.strictObject({
    orderId: OrderId,
    /** One line per SKU. */
    lines: z.array(z.strictObject({ sku: Sku, quantity: z.int().check(z.minimum(1)) })),
    trace: SagaTrace,
  }),
  errors: ['orders.checkout-settled', 'orders.order-not-found'],
});
