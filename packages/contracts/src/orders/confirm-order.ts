import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { idSchema } from '../http/shapes.ts';
import { OrderId, OrderStatus } from './views.ts';

/** Saga step: confirms a pending order and emits OrderConfirmed with it. Refused once the order was decided otherwise. */
export const confirmOrder = defineFunction({
  service: 'orders',
  name: 'confirm-order',
  request: z.strictObject({ orderId: OrderId, paymentId: idSchema('pay') }),
  response: z.strictObject({ orderId: OrderId, status: OrderStatus }),
  errors: ['orders.checkout-settled', 'orders.order-not-found'],
});
