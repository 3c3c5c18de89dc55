import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { idSchema, PriceView } from '../http/shapes.ts';
import { OrderId, PaymentMethod, SagaTrace } from './views.ts';

/** Saga step: writes that the stock is reserved before the payment is asked for; answers the request for the payment. */
export const recordReservation = defineFunction({
  service: 'orders',
  name: 'record-reservation',
  request: z.strictObject({ orderId: OrderId }),
  response: z.strictObject({
    orderId: OrderId,
    amount: PriceView,
    paymentMethod: PaymentMethod,
    userId: z.optional(idSchema('usr')),
    trace: SagaTrace,
  }),
  errors: ['orders.checkout-settled', 'orders.order-not-found'],
});
