import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { createClient } from './client.ts';
import { changeCartItem, createCart } from './generated/carts.ts';
import { getOrder } from './generated/orders.ts';
import type { Client } from './operation.ts';
import { IMPATIENT, problem, startStubApi, type StubApi } from './stub-api.test-support.ts';

let api: StubApi;
let client: Client;

beforeAll(async () => {
  api = await startStubApi();
  client = createClient({ baseUrl: api.url, retry: IMPATIENT });
});

afterAll(() => api.close());

const order = { orderId: 'ord_1' };
const cart = { body: { currency: 'GBP' } } as const;
const change = { cartId: 'crt_1', itemId: 'itm_1', body: { quantity: 2 } };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('There is no port.');
  return address.port;
}

function keys(): unknown[] {
  return api.requests.map(({ headers }) => headers['idempotency-key']);
}

describe('a failure that may pass', () => {
  it.each([
    ['throttling by the gateway', { status: 429, body: { message: 'Too Many Requests' } }],
    ['an unavailable service', problem(503, 'service.unavailable')],
    ['an overloaded gateway', { status: 503, body: { message: 'Service Unavailable' } }],
    ['a proxy without its server', { status: 502, body: '<html>Bad Gateway</html>' }],
    ['the same request still under way', problem(409, 'idempotency.in-progress')],
  ])('is tried again under the same key: %s', async (_what, reply) => {
    api.replies(reply, reply, { status: 201, body: { id: 'crt_1' } });
    expect((await createCart(client, cart)).data.id).toBe('crt_1');
    expect(api.requests).toHaveLength(3);
    expect(new Set(keys()).size).toBe(1);
    expect(new Set(api.requests.map(({ body }) => body))).toEqual(new Set(['{"currency":"GBP"}']));
  });

  it('keeps the caller’s key, too', async () => {
    api.replies(problem(503, 'service.unavailable'), { status: 201, body: {} });
    await createCart(client, { ...cart, idempotencyKey: 'mine' });
    expect(keys()).toEqual(['mine', 'mine']);
  });

  it('is thrown when it does not pass, and says how often it was tried', async () => {
    api.replies(problem(503, 'service.unavailable'));
    await expect(getOrder(client, order)).rejects.toMatchObject({ code: 'service.unavailable', attempts: 4 });
    expect(api.requests).toHaveLength(4);
  });

  it('is thrown at once where the call says so', async () => {
    api.replies(problem(503, 'service.unavailable'));
    await expect(getOrder(client, order, { retry: { maxAttempts: 1 } })).rejects.toMatchObject({ attempts: 1 });
    expect(api.requests).toHaveLength(1);
  });

  it('is never tried again by an operation that would then happen twice', async () => {
    api.replies(problem(503, 'service.unavailable'));
    await expect(changeCartItem(client, change)).rejects.toMatchObject({ status: 503, attempts: 1 });
    expect(api.requests).toHaveLength(1);
  });

  it('waits as long as it is asked to', async () => {
    api.replies(problem(429, 'identity.too-many-attempts', { 'retry-after': '1' }), { body: {} });
    const started = performance.now();
    await getOrder(client, order);
    expect(performance.now() - started).toBeGreaterThan(990);
  });

  it('is thrown when it asks for more patience than there is', async () => {
    api.replies(problem(503, 'service.unavailable', { 'retry-after': '3600' }), { body: {} });
    await expect(getOrder(client, order)).rejects.toMatchObject({ retryAfter: 3600, attempts: 1 });
  });
});

describe('a refusal', () => {
  it.each([400, 403, 404, 412, 422, 428, 500])('of status %i is final', async (status) => {
    api.replies(problem(status, 'x.refused'), { body: {} });
    await expect(getOrder(client, order)).rejects.toMatchObject({ status, code: 'x.refused' });
    expect(api.requests).toHaveLength(1);
  });

  it('of the cart’s state is not mistaken for a request under way', async () => {
    api.replies(problem(409, 'carts.already-checked-out'), { status: 201, body: {} });
    await expect(createCart(client, cart)).rejects.toMatchObject({ code: 'carts.already-checked-out' });
    expect(api.requests).toHaveLength(1);
  });
});

describe('the network', () => {
  it('is named when nobody listens, after all attempts', async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`;
    await expect(getOrder(createClient({ baseUrl, retry: IMPATIENT }), order)).rejects.toMatchObject({
      name: 'TradewindNetworkError',
      reason: 'unreachable',
      operation: 'getOrder',
      url: `${baseUrl}/v1/orders/ord_1`,
      attempts: 4,
    });
  });

  it('may drop a connection without anybody noticing', async () => {
    api.replies(
      (_request, response) => {
        response.destroy();
        return undefined;
      },
      { status: 201, body: { id: 'crt_1' } },
    );
    expect((await createCart(client, cart)).data.id).toBe('crt_1');
    expect(new Set(keys()).size).toBe(1);
  });

  it('may break off an answer', async () => {
    api.replies((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":', () => response.destroy());
      return undefined;
    });
    await expect(changeCartItem(client, change)).rejects.toMatchObject({ reason: 'interrupted', attempts: 1 });
  });

  it('is given up when an answer takes too long, and asked again', async () => {
    api.replies(() => undefined, { body: { id: 'ord_1' } });
    expect((await getOrder(client, order, { timeoutMs: 50 })).data.id).toBe('ord_1');
    api.replies(() => undefined);
    const hasty = createClient({ baseUrl: api.url, timeoutMs: 20, retry: { ...IMPATIENT, maxAttempts: 2 } });
    await expect(getOrder(hasty, order)).rejects.toMatchObject({ reason: 'timeout', attempts: 2 });
  });

  it.each([
    [
      'a page of somebody else',
      { body: '<html>Sign in to the Wi-Fi</html>', headers: { 'content-type': 'text/html' } },
    ],
    ['half of an object', { body: '{"id":', headers: { 'content-type': 'application/json' } }],
    ['nothing', { body: '' }],
    ['a status that is not declared', { status: 206, body: {} }],
  ])('may put %s in place of an answer', async (_what, reply) => {
    api.replies(reply);
    await expect(getOrder(client, order)).rejects.toMatchObject({ reason: 'invalid-answer', attempts: 1 });
  });
});

describe('an abort', () => {
  const stopped = new Error('Stopped.');

  it('before the call keeps it from being sent', async () => {
    api.replies({ body: {} });
    await expect(getOrder(client, order, { signal: AbortSignal.abort(stopped) })).rejects.toBe(stopped);
    expect(api.requests).toHaveLength(0);
  });

  it('ends a request under way', async () => {
    const controller = new AbortController();
    api.replies(() => {
      controller.abort(stopped);
      return undefined;
    });
    const onlyOnce = { signal: controller.signal, retry: { maxAttempts: 1 } };
    await expect(getOrder(client, order, onlyOnce)).rejects.toBe(stopped);
    expect(api.requests).toHaveLength(1);
  });

  it('ends the wait between two attempts', async () => {
    const controller = new AbortController();
    const patient = createClient({
      baseUrl: api.url,
      retry: { baseDelayMs: 60_000, maxDelayMs: 60_000 },
      fetch: async (...request) => {
        const response = await fetch(...request);
        setTimeout(() => controller.abort(stopped), 20);
        return response;
      },
    });
    api.replies(problem(503, 'service.unavailable', { 'retry-after': '20' }));
    await expect(getOrder(patient, order, { signal: controller.signal })).rejects.toBe(stopped);
    expect(api.requests).toHaveLength(1);
  });
});
