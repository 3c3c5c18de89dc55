import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { text } from '../http/shapes.ts';
import { OrderId, OrderView } from './views.ts';

export const resolveOrder = defineRoute({
  service: 'orders',
  name: 'resolve-order',
  method: 'POST',
  path: '/internal/v1/orders/{orderId}/resolution',
  access: 'internal',
  summary: 'Resolve a parked order',
  description:
    '`retry` undoes once more what the order did outside: the payment is voided, the stock goes back. `settle` closes it ' +
    'as it is, for what was undone by hand. Answers 200 with the settled order, or 202 while it is still parked.',
  request: {
    path: z.strictObject({ orderId: OrderId }),
    body: z.strictObject({ action: z.enum(['retry', 'settle']), note: text(1, 500) }),
  },
  responses: { 200: OrderView, 202: OrderView },
  problems: [
    { status: 404, code: 'orders.order-not-found' },
    { status: 409, code: 'orders.not-parked' },
  ],
  etag: true,
});
