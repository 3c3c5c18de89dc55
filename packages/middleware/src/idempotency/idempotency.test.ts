import { describe, expect, it } from '@jest/globals';
import { defineRoute } from '@tradewind/contracts/http/route';
import { DomainError, type ErrorKind } from '@tradewind/kernel';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { gatewayEvent, problemIn, type EventParts } from '../fixtures/http.ts';
import { lambdaContext } from '../fixtures/lambda-context.ts';
import type { Assignable } from '../fixtures/type-equality.ts';
import { httpHandler, type HttpOptions } from '../http/http-handler.ts';
import { created } from '../http/reply.ts';
import type { IdempotencyStore } from './idempotency-store.ts';
import { inMemoryIdempotencyStore } from './in-memory-idempotency-store.ts';

const route = defineRoute({
  service: 'orders',
  name: 'place-order',
  method: 'POST',
  path: '/v1/orders',
  access: 'shopper',
  summary: '',
  request: { body: z.strictObject({ note: z.string() }) },
  responses: { 201: z.strictObject({ run: z.int() }) },
  idempotency: 'required',
});

type Work = (run: number) => Promise<unknown>;

function setUp(work: Work = async () => {}, store: IdempotencyStore = inMemoryIdempotencyStore()) {
  let runs = 0;
  const handler = httpHandler(route, { deps: () => ({}), idempotency: () => store }, async () => {
    runs += 1;
    const run = runs;
    await work(run);
    return created({ run }, { etag: run, location: `/v1/orders/${run}` });
  });
  const call = (parts: EventParts = {}, getRemainingTimeInMillis = () => 10_000) => {
    const claims = { username: 'usr_1', token_use: 'access' };
    const headers = { 'Idempotency-Key': 'key-1' };
    const event = gatewayEvent({ claims, body: { note: 'a' }, headers, ...parts });
    return handler(event, lambdaContext({ getRemainingTimeInMillis }));
  };
  return { call, runs: () => runs, store };
}

function failing(kind: ErrorKind, code = 'orders.refused'): Work {
  return async () => {
    throw new DomainError(kind, code, 'Refused.');
  };
}

describe('an Idempotency-Key', () => {
  it('runs the use case once and replays its answer', async () => {
    const { call, runs } = setUp();
    const first = await call();
    const second = await call();
    expect(runs()).toBe(1);
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(second).toMatchObject({
      statusCode: 201,
      body: first.body,
      headers: { 'idempotency-replayed': 'true', etag: '"1"', location: '/v1/orders/1' },
    });
  });

  it('gives a replay ids and security headers of its own', async () => {
    const { call } = setUp();
    await call();
    const { headers } = await call({ headers: { 'Idempotency-Key': 'key-1', 'X-Request-Id': 'second' } });
    expect(headers).toMatchObject({ 'x-request-id': 'second', 'x-content-type-options': 'nosniff' });
  });

  it('with another body is refused', async () => {
    const { call, runs } = setUp();
    await call();
    const refused = await call({ body: { note: 'b' } });
    expect(problemIn(refused)).toMatchObject({ status: 422, code: 'idempotency.key-reused' });
    expect(runs()).toBe(1);
  });

  it('with the same body written otherwise is a retry', async () => {
    const { call } = setUp();
    await call();
    expect((await call({ body: ' { "note" : "a" } ' })).headers).toHaveProperty('idempotency-replayed');
  });

  it('in flight is refused for now', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { call, runs } = setUp(() => promise);
    const first = call();
    const second = await call();
    expect(problemIn(second)).toMatchObject({ status: 409, code: 'idempotency.in-progress' });
    expect(second.headers['retry-after']).toBe('1');
    resolve();
    expect((await first).statusCode).toBe(201);
    expect(runs()).toBe(1);
  });

  it('belongs to its caller', async () => {
    const { call, runs } = setUp();
    await call();
    await call({ claims: { username: 'usr_2', token_use: 'access' } });
    expect(runs()).toBe(2);
  });

  it('must be sent where required', async () => {
    const { call } = setUp();
    expect(problemIn(await call({ headers: {} }))).toMatchObject({ status: 428, code: 'idempotency.key-required' });
  });

  it.each(['', ' ', 'x'.repeat(256), 'clé', 'a\tb'])('must be printable and short: %j', async (key) => {
    const { call, runs } = setUp();
    const refused = await call({ headers: { 'Idempotency-Key': key } });
    expect(problemIn(refused)).toMatchObject({ status: 400, errors: [{ path: 'headers.idempotency-key' }] });
    expect(runs()).toBe(0);
  });

  it('any key is taken or refused, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (key) => {
        const { call } = setUp();
        expect([201, 400]).toContain((await call({ headers: { 'Idempotency-Key': key } })).statusCode);
      }),
    );
  });
});

describe('what is kept', () => {
  it.each<[ErrorKind, number]>([
    ['payment-declined', 402],
    ['conflict', 409],
    ['rule-violated', 422],
  ])('a final refusal is replayed: %s', async (kind, status) => {
    const { call, runs } = setUp(failing(kind));
    const first = await call();
    const second = await call();
    expect([first.statusCode, second.statusCode, runs()]).toEqual([status, status, 1]);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });

  it.each<ErrorKind>(['invalid', 'forbidden', 'not-found', 'precondition-failed', 'rate-limited', 'unavailable'])(
    'a passing one is not: %s',
    async (kind) => {
      const { call, runs } = setUp(failing(kind));
      await call();
      await call();
      expect(runs()).toBe(2);
    },
  );

  it.each<[string, Work]>([
    ['a defect', async () => Promise.reject(new Error('bug'))],
    ['a lost race', failing('conflict', 'request.conflict')],
  ])('nor is %s', async (_, work) => {
    const { call, runs } = setUp(async (run) => (run === 1 ? work(run) : undefined));
    await call();
    expect([(await call()).statusCode, runs()]).toEqual([201, 2]);
  });

  it.each<[string, Work]>([
    ['a defect', async () => Promise.reject(new Error('bug'))],
    ['a lost race', failing('conflict', 'request.conflict')],
    ['an outage', failing('unavailable')],
  ])('but %s is gone on with by the same operation', async (_, work) => {
    const operations: (string | undefined)[] = [];
    const store = inMemoryIdempotencyStore();
    const handler = httpHandler(route, { deps: () => ({}), idempotency: () => store }, async ({ operationId }) => {
      operations.push(operationId);
      if (operations.length === 1) await work(1);
      return created({ run: 1 });
    });
    const event = gatewayEvent({
      claims: { username: 'usr_1', token_use: 'access' },
      body: { note: 'a' },
      headers: { 'Idempotency-Key': 'key-1' },
    });
    for (let attempt = 1; attempt <= 2; attempt += 1) await handler(event, lambdaContext());
    expect(operations).toEqual([expect.stringMatching(/^[0-9A-Z]{26}$/), operations[0]]);
  });

  it('nothing of a request that was refused before the use case', async () => {
    const { call, runs } = setUp();
    expect((await call({ body: { note: 1 } })).statusCode).toBe(400);
    expect((await call({ claims: undefined })).statusCode).toBe(401);
    expect((await call({ body: { note: 'corrected' } })).statusCode).toBe(201);
    expect(runs()).toBe(1);
  });

  it('the key of a request that timed out stays taken, since its work may still go on', async () => {
    const { call } = setUp(() => new Promise(() => {}));
    expect((await call({}, () => 260)).statusCode).toBe(503);
    expect(problemIn(await call())).toMatchObject({ code: 'idempotency.in-progress' });
  });
});

describe('a store that fails', () => {
  it('before the use case refuses the request', async () => {
    const begin = async () => Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
    const { call, runs } = setUp(undefined, { ...inMemoryIdempotencyStore(), begin });
    expect([(await call()).statusCode, runs()]).toEqual([503, 0]);
  });

  it('after it does not take the answer away', async () => {
    const complete = async () => Promise.reject(new Error('gone'));
    const { call } = setUp(undefined, { ...inMemoryIdempotencyStore(), complete });
    expect((await call()).statusCode).toBe(201);
  });
});

describe('types', () => {
  it('ask for a store exactly where the route is idempotent', () => {
    const { idempotency: _, ...plain } = route;
    type Options = HttpOptions<typeof route, object>;
    type PlainOptions = HttpOptions<typeof plain, object>;
    const demanded: Assignable<{ deps: () => object }, Options> = false;
    const given: Assignable<{ deps: () => object; idempotency: () => IdempotencyStore }, Options> = true;
    const spared: Assignable<{ deps: () => object }, PlainOptions> = true;
    expect([demanded, given, spared]).toEqual([false, true, true]);
  });
});
