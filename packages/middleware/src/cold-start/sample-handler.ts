import { defineRoute } from '@tradewind/contracts/http/route';
import * as z from 'zod/mini';
import { cognitoTokenVerifier, httpHandler, ok } from '../index.ts';

const route = defineRoute({
  service: 'carts',
  name: 'get-cart',
  method: 'GET',
  path: '/v1/carts/{cartId}',
  access: 'guest',
  summary: 'What a cold start is measured with: the whole stack, a verified token, no database',
  request: { path: z.strictObject({ cartId: z.string() }) },
  responses: { 200: z.strictObject({ id: z.string(), role: z.string() }) },
});

const wiring = {
  deps: () => ({}),
  tokens: () => cognitoTokenVerifier({ issuer: 'http://127.0.0.1:9/pool', clientId: 'client-1' }),
};

export const handler = httpHandler(route, wiring, async ({ path, caller }) =>
  ok({ id: path.cartId, role: caller.role }, { etag: 1 }),
);
