import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { OrderId, OrderView } from './views.ts';

export const getOrder = defineRoute({
  service: 'orders',
  name: 'get-order',
  method: 'GET',
  path: '/v1/orders/{orderId}',
  access: 'guest',
  summary: 'Get one order',
  description: 'For its owner, for admins, and for the guest who bears the cart token that it was bought with.',
  request: { path: z.strictObject({ orderId: OrderId }) },
  responses: { 200: OrderView },
  problems: [{ status: 404, code: 'orders.order-not-found' }],
  etag: true,
});
