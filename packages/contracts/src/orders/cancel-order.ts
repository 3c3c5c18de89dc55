import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { text } from '../http/shapes.ts';
import { OrderId, OrderView } from './views.ts';

export const cancelOrder = defineRoute({
  service: 'orders',
  name: 'cancel-order',
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  access: 'guest',
  summary: 'Cancel a confirmed order',
  description:
    'Voids the payment and gives the stock back. Answers 200 with the cancelled order, or 202 when that takes longer: ' +
    'the cancellation is decided and finishes by itself.',
  request: {
    path: z.strictObject({ orderId: OrderId }),
    /** May be left out. */
    body: z._default(z.strictObject({ reason: z.optional(text(1, 500)) }), {}),
  },
  responses: { 200: OrderView, 202: OrderView },
  problems: [
    { status: 404, code: 'orders.order-not-found' },
    { status: 409, code: 'orders.not-cancellable' },
  ],
  idempotency: 'required',
  etag: true,
});
