import { defineRoute } from '@tradewind/contracts/http/route';
import { httpHandler, ok } from '@tradewind/middleware';
import * as z from 'zod/mini';

const addItem = defineRoute({
  service: 'carts',
  name: 'add-item',
  method: 'POST',
  path: '/v1/carts/{cartId}/items',
  access: 'shopper',
  summary: 'What every framework is measured with',
  request: {
    path: z.strictObject({ cartId: z.string() }),
    body: z.strictObject({ variantId: z.string(), quantity: z.int().check(z.gte(1)) }),
  },
  responses: { 200: z.strictObject({ cartId: z.string(), variantId: z.string(), quantity: z.int() }) },
});

/** The full stack: trace, log line, security headers, problems, access, body limit, JSON, validation, entity tags. */
export const handler = httpHandler(addItem, { deps: () => ({}) }, async ({ path, body }) =>
  ok({ cartId: path.cartId, ...body }),
);
