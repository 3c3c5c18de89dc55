import { describe, expect, it } from '@jest/globals';
import { defineRoute, type Access, type RouteDefinition } from '@tradewind/contracts/http/route';
import { Address, CurrencyCode, Email, idSchema, pageQuery } from '@tradewind/contracts/http/shapes';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { invalidToken } from '../auth/claims.ts';
import { gatewayEvent, problemIn } from '../fixtures/http.ts';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import { inMemoryIdempotencyStore } from '../idempotency/in-memory-idempotency-store.ts';
import { httpHandler, type HttpHandler } from './http-handler.ts';
import { noContent } from './reply.ts';

const route = defineRoute({
  service: 'orders',
  name: 'check-out',
  method: 'POST',
  path: '/v1/carts/{cartId}/checkout',
  access: 'guest',
  summary: '',
  request: {
    path: z.strictObject({ cartId: idSchema('crt') }),
    query: z.strictObject(pageQuery),
    headers: z.object({ 'x-channel': z.optional(z.enum(['web', 'pos'])) }),
    body: z.strictObject({
      email: z.optional(Email),
      currency: CurrencyCode,
      shippingAddress: Address,
      tags: z.optional(z.record(z.string(), z.union([z.string(), z.array(z.int())]))),
    }),
  },
  responses: { 204: null },
  idempotency: 'honoured',
  ifMatch: 'honoured',
  maxBodyBytes: 512,
});

const wiring = {
  deps: () => ({}),
  idempotency: () => inMemoryIdempotencyStore(),
  tokens: () => ({ verify: async () => Promise.reject(invalidToken()) }),
};
const checkOut = httpHandler(route, wiring, async () => noContent());

function withAccess(access: Access): HttpHandler {
  const definition: RouteDefinition = { ...route, access };
  return httpHandler(definition, { deps: () => ({}) }, async () => noContent());
}

const DECLARED = new Set([204, 400, 401, 403, 412, 413, 415, 422, 428]);

async function expectDeclared(handler: HttpHandler, event: unknown): Promise<void> {
  const result = await handler(event, lambdaContext());
  expect(DECLARED).toContain(result.statusCode);
  if (result.statusCode === 204) return;
  expect(problemIn(result).status).toBe(result.statusCode);
  for (const value of Object.values(result.headers)) expect(value).not.toMatch(/[\r\n]/);
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', '*', '"1"', 'Bearer x', '__proto__'),
);
const headerName = fc.oneof(
  fc.constantFrom('Content-Type', 'content-type', 'If-Match', 'if-none-match', 'Idempotency-Key', 'X-Cart-Token'),
  fc.constantFrom('Authorization', 'X-Request-Id', 'X-Correlation-Id', 'traceparent', 'x-channel', 'Origin', 'Host'),
  text,
);
const address = { name: 'A', line1: 'B', city: 'C', postalCode: 'D', country: 'GB' };
const body = fc.oneof(
  fc.json(),
  text,
  fc.jsonValue().map((value) => JSON.stringify({ currency: 'GBP', shippingAddress: address, tags: value })),
  fc.jsonValue().map((value) => JSON.stringify({ currency: value, shippingAddress: value })),
  fc.constant(JSON.stringify({ currency: 'GBP', shippingAddress: address })),
);
const likelyEvent = fc
  .record({
    headers: fc.dictionary(headerName, text),
    body,
    query: text,
    cartId: fc.oneof(text, fc.constant('crt_01J9ZK3V5N8W2Q4R6T8Y0A2C4E')),
    json: fc.boolean(),
    base64: fc.boolean(),
    claims: fc.anything(),
  })
  .map(({ headers, body: sent, query, cartId, json, base64, claims }) => ({
    ...gatewayEvent({ path: { cartId }, query, claims }),
    rawQueryString: query,
    headers: { ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
    body: base64 ? Buffer.from(sent).toString('base64') : sent,
    isBase64Encoded: base64,
  }));

describe('whatever arrives', () => {
  it('gets a declared answer: no content, or a valid problem below 500', async () => {
    await fc.assert(
      fc.asyncProperty(likelyEvent, (event) => expectDeclared(checkOut, event)),
      { numRuns: 1_000 },
    );
  });

  it.each<Access>(['public', 'guest', 'shopper', 'admin'])('does so on %s routes', async (access) => {
    const handler = withAccess(access);
    await fc.assert(fc.asyncProperty(likelyEvent, (event) => expectDeclared(handler, event)));
  });

  it('does so for events that no gateway sends', async () => {
    const unlikely = fc.oneof(
      fc.anything(),
      fc.record(
        {
          headers: fc.anything(),
          body: fc.anything(),
          pathParameters: fc.anything(),
          queryStringParameters: fc.anything(),
          rawQueryString: fc.anything(),
          isBase64Encoded: fc.anything(),
          requestContext: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(unlikely, (event) => expectDeclared(checkOut, event)),
      { numRuns: 500 },
    );
  });

  it('passes a request that is right', async () => {
    const event = gatewayEvent({
      path: { cartId: 'crt_01J9ZK3V5N8W2Q4R6T8Y0A2C4E' },
      body: { currency: 'GBP', shippingAddress: address },
      headers: { 'Idempotency-Key': 'k', 'If-Match': '"1"' },
    });
    expect((await checkOut(event, lambdaContext())).statusCode).toBe(204);
  });
});
