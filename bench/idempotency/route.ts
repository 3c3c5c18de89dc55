import { defineRoute } from '@tradewind/contracts/http/route';
import * as z from 'zod/mini';

const route = {
  service: 'orders',
  name: 'place-order',
  method: 'POST',
  path: '/v1/orders',
  access: 'public',
  summary: 'A request like a checkout, for measuring',
  request: { body: z.strictObject({ cartId: z.string() }) },
  responses: { 201: z.strictObject({ id: z.string() }) },
} as const;

export const plainRoute = defineRoute(route);
export const idempotentRoute = defineRoute({ ...route, idempotency: 'required' });
