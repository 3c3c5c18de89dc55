import { describe, expect, it } from '@jest/globals';
import { defineRoute, type RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { gatewayEvent, problemIn } from '../fixtures/http.ts';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import type { Assignable, Same } from '../fixtures/type-equality.ts';
import type { TokenVerifier } from '../auth/token-verifier.ts';
import { cors } from '../cors/cors.ts';
import type { HandlerContext } from './handler-context.ts';
import { httpHandler, type HttpOptions } from './http-handler.ts';
import { accepted, created, noContent, ok, raw, type Reply, type ReplyOf } from './reply.ts';

const view = z.strictObject({ id: z.string(), status: z.enum(['open', 'done']), tags: z.array(z.string()) });

const route = defineRoute({
  service: 'orders',
  name: 'change-order',
  method: 'POST',
  path: '/v1/orders/{orderId}',
  access: 'public',
  summary: '',
  request: {
    path: z.strictObject({ orderId: z.string() }),
    body: z.strictObject({ status: z.enum(['open', 'done']) }),
  },
  responses: { 200: view, 202: z.strictObject({ id: z.string() }), 204: null },
});
const order = { id: 'ord_1', status: 'open', tags: [] } as const;
const request = gatewayEvent({ path: { orderId: 'ord_1' }, body: { status: 'open' } });

function answering(reply: ReplyOf<typeof route>, definition: typeof route = route) {
  return httpHandler(definition, { deps: () => ({}) }, async () => reply)(request, lambdaContext());
}

describe('httpHandler', () => {
  it('gives the handler everything in one object', async () => {
    const seen: unknown[] = [];
    const handler = httpHandler(route, { deps: () => ({ prefix: 'x' }) }, async (context) => {
      seen.push({ ...context, log: 'a logger' });
      return noContent();
    });
    await handler(request, lambdaContext());
    expect(seen).toEqual([
      {
        deps: { prefix: 'x' },
        path: { orderId: 'ord_1' },
        query: undefined,
        headers: undefined,
        body: { status: 'open' },
        caller: { role: 'guest' },
        log: 'a logger',
        trace: { requestId: 'aws-request-1', correlationId: expect.any(String), traceparent: expect.any(String) },
      },
    ]);
  });

  it('makes the deps on the first request, once, and again only after a failure', async () => {
    const made: string[] = [];
    const deps = async () => {
      made.push('deps');
      if (made.length === 1) throw new Error('TABLE_NAME is missing');
      return {};
    };
    const handler = httpHandler(route, { deps }, async () => noContent());
    expect(made).toEqual([]);
    const answers = [];
    for (let call = 0; call < 3; call += 1) answers.push((await handler(request, lambdaContext())).statusCode);
    expect(answers).toEqual([500, 204, 204]);
    expect(made).toHaveLength(2);
  });

  it('serialises replies', async () => {
    expect(await answering(ok(order, { etag: 3, headers: { 'X-Extra': '1' } }))).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'application/json', etag: '"3"', 'x-extra': '1' },
      body: JSON.stringify(order),
    });
    expect(await answering(accepted({ id: 'ord_1' }))).toMatchObject({ statusCode: 202, body: '{"id":"ord_1"}' });
    expect(await answering(noContent({ etag: 4 }))).toMatchObject({
      statusCode: 204,
      body: '',
      headers: { etag: '"4"' },
    });
    expect(
      await answering(raw(200, 'text/html', '<p>', { headers: { 'Content-Security-Policy': 'x' } })),
    ).toMatchObject({
      headers: { 'content-type': 'text/html', 'content-security-policy': 'x' },
      body: '<p>',
    });
  });

  it('answers a domain error as its problem and a defect as an opaque one', async () => {
    const failing = (error: Error) => httpHandler(route, { deps: () => ({}) }, async () => Promise.reject(error));
    const refused = await failing(new DomainError('not-found', 'orders.order-not-found', 'No such order.'))(
      request,
      lambdaContext(),
    );
    expect(problemIn(refused)).toMatchObject({ status: 404, code: 'orders.order-not-found' });
    expect(refused.headers).toMatchObject({ 'x-request-id': 'aws-request-1', 'x-frame-options': 'DENY' });
    const broken = await failing(new Error('secret'))(request, lambdaContext());
    expect(problemIn(broken)).toMatchObject({ status: 500, requestId: 'aws-request-1' });
  });

  it('answers before Lambda gives up', async () => {
    const stuck = httpHandler(route, { deps: () => ({}) }, () => new Promise<never>(() => {}));
    const result = await stuck(request, lambdaContext({ getRemainingTimeInMillis: () => 260 }));
    expect(problemIn(result)).toMatchObject({ status: 503, code: 'service.unavailable' });
  });

  it('holds answers against the contract', async () => {
    const drifted: RouteDefinition = { ...route, responses: { 200: z.strictObject({ id: z.string() }), 204: null } };
    const answer = async (reply: Reply) => {
      const handler = httpHandler(drifted, { deps: () => ({}) }, async () => reply);
      return (await handler(request, lambdaContext())).statusCode;
    };
    await expect(answer(ok({ id: 1 }))).resolves.toBe(500);
    await expect(answer(ok({ id: 'a', passwordHash: 'b' }))).resolves.toBe(500);
    await expect(answer(created({ id: 'a' }))).resolves.toBe(500);
    await expect(answer({ status: 204, body: {} })).resolves.toBe(500);
    await expect(answer(ok({ id: 'a' }))).resolves.toBe(200);
  });

  it('holds each answer against the contract, however many kept to it before', async () => {
    const counting: RouteDefinition = { ...route, responses: { 200: z.strictObject({ n: z.int() }) } };
    const numbers = [...Array.from({ length: 40 }, (_, index) => index % 20), 0.5, 0, 0.5];
    const left = [...numbers];
    const handler = httpHandler(counting, { deps: () => ({}) }, async () => ok({ n: left.shift() }));
    const statuses: number[] = [];
    for (const _ of numbers) statuses.push((await handler(request, lambdaContext())).statusCode);
    expect(statuses).toEqual(numbers.map((number) => (Number.isInteger(number) ? 200 : 500)));
  });

  it('sends CORS headers only when asked to', async () => {
    const origin = 'https://shop.example';
    const event = gatewayEvent({ path: { orderId: '1' }, body: {}, headers: { Origin: origin } });
    const plain = httpHandler(route, { deps: () => ({}) }, async () => noContent());
    const shared = httpHandler(route, { deps: () => ({}), cors: cors({ origins: [origin] }) }, async () => noContent());
    expect((await plain(event, lambdaContext())).headers).not.toHaveProperty('Access-Control-Allow-Origin');
    const refused = await shared(event, lambdaContext());
    expect(refused).toMatchObject({ statusCode: 400, headers: { 'Access-Control-Allow-Origin': origin } });
  });
});

describe('types', () => {
  it('ask for a verifier exactly where guests are let in', () => {
    type Guest = HttpOptions<Omit<typeof route, 'access'> & { access: 'guest' }, object>;
    const demanded: Assignable<{ deps: () => object }, Guest> = false;
    const given: Assignable<{ deps: () => object; tokens: () => TokenVerifier }, Guest> = true;
    const refused: Assignable<
      { deps: () => object; tokens: () => TokenVerifier },
      HttpOptions<typeof route, object>
    > = false;
    expect([demanded, given, refused]).toEqual([false, true, false]);
  });

  it('give the handler the types of the contract', () => {
    type Context = HandlerContext<typeof route, { n: number }>;
    const path: Same<Context['path'], { orderId: string }> = true;
    const query: Same<Context['query'], undefined> = true;
    const status: Same<Context['body']['status'], 'open' | 'done'> = true;
    expect([path, query, status]).toEqual([true, true, true]);
  });

  it('accept declared answers alone, of readonly data too', () => {
    type Answer = ReplyOf<typeof route>;
    const declared: Assignable<Reply<200, typeof order>, Answer> = true;
    const readonlyList: Assignable<Reply<200, { id: string; status: 'open'; tags: readonly string[] }>, Answer> = true;
    const otherStatus: Assignable<Reply<201, typeof order>, Answer> = false;
    const otherBody: Assignable<Reply<200, { id: number }>, Answer> = false;
    const bodyOfOther: Assignable<Reply<200, { id: string }>, Answer> = false;
    expect([declared, readonlyList, otherStatus, otherBody, bodyOfOther]).toEqual([true, true, false, false, false]);
  });
});
