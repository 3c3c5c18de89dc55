import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { OrderId, OrderStatus } from './views.ts';

/** Saga step: everything is undone; the order becomes `rejected`, or `cancelled` together with OrderCancelled. */
export const settleOrder = defineFunction({
  service: 'orders',
  name: 'settle-order',
  request: z.strictObject({ orderId: OrderId }),
  response: z.strictObject({ orderId: OrderId, status: OrderStatus }),
  errors: ['orders.order-not-found', 'orders.not-compensating'],
});
