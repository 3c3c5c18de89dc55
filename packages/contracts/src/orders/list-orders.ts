import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { pageOf, pageQuery } from '../http/shapes.ts';
import { OrderView } from './views.ts';

export const listOrders = defineRoute({
  service: 'orders',
  name: 'list-orders',
  method: 'GET',
  path: '/v1/orders',
  access: 'shopper',
  summary: 'List your own orders, newest first',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: pageOf(OrderView) },
  problems: [{ status: 400, code: 'request.invalid-cursor' }],
});
