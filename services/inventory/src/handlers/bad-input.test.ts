import { describe, expect, it } from '@jest/globals';
import { Problem } from '@tradewind/contracts/http/problem';
import { lambdaContext } from '@tradewind/testing';
import { httpSample, sampleEvent, type HttpSample } from '../test-support/sample-events.ts';
import { handler as adjustStock } from './adjust-stock.ts';
import { handler as commitReservation } from './commit-reservation.ts';
import { handler as getStock } from './get-stock.ts';
import { handler as releaseStock } from './release-stock.ts';
import { handler as reserveStock } from './reserve-stock.ts';

// No table is named in this test's environment: a request that got as far as the wiring would be answered 500.
const http = { 'get-stock': getStock, 'adjust-stock': adjustStock };

async function problemOf(route: keyof typeof http, overrides: Partial<HttpSample>) {
  const { statusCode, headers, body } = await http[route](httpSample(route, overrides), lambdaContext());
  expect(headers['content-type']).toBe('application/problem+json');
  const { status, code, errors } = Problem.parse(JSON.parse(body));
  expect(status).toBe(statusCode);
  return { status, code, paths: errors?.map(({ path }) => path) };
}

const adjustment = { locationId: 'london', delta: 1, reason: 'received' };

describe('an adjustment', () => {
  it.each<[unknown, string]>([
    [{}, 'body.locationId'],
    [null, 'body'],
    [[adjustment], 'body'],
    [{ ...adjustment, sku: 'S' }, 'body.sku'],
    [{ ...adjustment, locationId: 'New York' }, 'body.locationId'],
    [{ ...adjustment, locationId: 'l'.repeat(65) }, 'body.locationId'],
    [{ ...adjustment, delta: '1' }, 'body.delta'],
    [{ ...adjustment, delta: 0.5 }, 'body.delta'],
    [{ ...adjustment, delta: 1_000_001 }, 'body.delta'],
    [{ ...adjustment, reason: 'magic' }, 'body.reason'],
    [{ ...adjustment, note: '' }, 'body.note'],
    [{ ...adjustment, note: 'n'.repeat(501) }, 'body.note'],
  ])('of %j is refused', async (body, path) => {
    const { paths, ...answer } = await problemOf('adjust-stock', { body: JSON.stringify(body) });
    expect(answer).toEqual({ status: 400, code: 'request.invalid' });
    expect(paths).toContain(path);
  });

  it('that is not JSON, or too much, is refused', async () => {
    expect((await problemOf('adjust-stock', { body: '{"delta":' })).status).toBe(400);
    expect((await problemOf('adjust-stock', { headers: { 'content-type': 'text/csv' } })).status).toBe(415);
    const body = JSON.stringify({ ...adjustment, note: 'n'.repeat(20_000) });
    expect((await problemOf('adjust-stock', { body })).status).toBe(413);
  });

  it('needs a key, and an admin', async () => {
    const sample = httpSample('adjust-stock');
    const { 'idempotency-key': _key, ...headers } = sample.headers;
    expect((await adjustStock({ ...sample, headers }, lambdaContext())).statusCode).toBe(428);
    const as = async (authorizer: unknown) =>
      (await adjustStock({ ...sample, requestContext: { authorizer } }, lambdaContext())).statusCode;
    expect(await as(undefined)).toBe(401);
    const claims = { username: 'usr_1', token_use: 'access', 'cognito:groups': '[shopper]' };
    expect(await as({ jwt: { claims } })).toBe(403);
  });
});

describe('a SKU that is none', () => {
  it.each(['get-stock', 'adjust-stock'] as const)('is refused by %s', async (route) => {
    for (const sku of ['', '-', 'a b', 'a/b', 'a#b', '%00', 's'.repeat(65)]) {
      expect(await problemOf(route, { pathParameters: { sku } })).toEqual({
        status: 400,
        code: 'request.invalid',
        paths: ['path.sku'],
      });
    }
  });
});

describe('a step of the saga with a bad request', () => {
  const line = { sku: 'S', quantity: 1 };
  const orderId = 'ord_01KA3Q5Z8M4T7R9V2W6X0Y1B3H';

  it.each([
    ['reserve-stock', reserveStock],
    ['commit-reservation', commitReservation],
    ['release-stock', releaseStock],
  ])('%s fails as request.invalid', async (name, handler) => {
    const requests: unknown[] = [
      undefined,
      null,
      'x',
      {},
      { orderId: 'ord_1' },
      { ...Object(sampleEvent(name)), extra: 1 },
    ];
    for (const request of requests) {
      await expect(handler(request, lambdaContext())).rejects.toMatchObject({ name: 'request.invalid' });
    }
  });

  it.each([
    [{ orderId }],
    [{ orderId, lines: [] }],
    [{ orderId, lines: [{ ...line, quantity: 0 }] }],
    [{ orderId, lines: [{ ...line, quantity: -1 }] }],
    [{ orderId, lines: [{ ...line, quantity: 1.5 }] }],
    [{ orderId, lines: [{ ...line, sku: 'a b' }] }],
  ])('reserve-stock refuses %j', async (request) => {
    await expect(reserveStock(request, lambdaContext())).rejects.toMatchObject({ name: 'request.invalid' });
  });
});
