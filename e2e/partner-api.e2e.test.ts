import { beforeAll, describe, expect, it } from '@jest/globals';
import { Problem } from '@tradewind/contracts/http/problem';
import { PartnerStockView } from '@tradewind/contracts/partner/get-partner-stock';
import { StockView } from '@tradewind/contracts/inventory/views';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { request, type Answer } from './support/api.ts';
import { issueKey, type IssuedKey } from './support/partners.ts';
import * as shop from './support/shopping.ts';

let token: string;
let warehouse: IssuedKey;

beforeAll(async () => {
  token = (await shop.signIn(shop.ADMIN)).accessToken;
  warehouse = await issueKey(token, 'partner');
});

function feed(lines: readonly object[], feedId = `feed-${randomUUID()}`) {
  return { feedId, locationId: 'leeds', lines };
}

function expectProblem({ status, body }: Answer, ...expected: readonly [status: number, code: string]): void {
  expect([status, Problem.parse(body).code]).toEqual(expected);
}

const submit = (body: object) => request('POST', '/partner/v1/stock-feeds', { ...warehouse.credentials, body });
const stockOf = async (sku: string) => StockView.parse((await request('GET', `/v1/stock/${sku}`)).body);

describe('a warehouse', () => {
  it('hands its counts in, which correct the levels once, and reads them as flat records', async () => {
    const sku = `FEED-${randomUUID()}`;
    const counted = feed([{ sku, onHand: 12 }]);
    expect((await submit(counted)).status).toBe(202);
    await eventually(async () => expect((await stockOf(sku)).available).toBe(12));
    const change = { locationId: 'leeds', delta: -2, reason: 'damaged' };
    await request('POST', `/v1/stock/${sku}/adjustments`, { token, key: randomUUID(), body: change });

    await submit(counted);
    const next = `FEED-${randomUUID()}`;
    await submit(feed([{ sku: next, onHand: 1 }]));
    await eventually(async () => expect((await stockOf(next)).available).toBe(1));
    const flat = await request('GET', `/partner/v1/stock/${sku}`, warehouse.credentials);
    expect(PartnerStockView.parse(flat.body)).toEqual({
      sku,
      available: 10,
      onHand: 10,
      reserved: 0,
      locations: 'leeds=10',
    });
  });

  it.each<[string, object]>([
    ['no lines', feed([])],
    ['a negative count', feed([{ sku: 'A', onHand: -1 }])],
    ['half a unit', feed([{ sku: 'A', onHand: 0.5 }])],
    ['an unknown field', { ...feed([{ sku: 'A', onHand: 1 }]), surprise: true }],
    ['an id with spaces', feed([{ sku: 'A', onHand: 1 }], 'my feed')],
    ['no location', { feedId: 'x', lines: [{ sku: 'A', onHand: 1 }] }],
  ])('is refused a feed with %s, before anything is queued', async (_, body) => {
    expectProblem(await submit(body), 400, 'request.invalid');
  });

  it('is refused what is no JSON', async () => {
    const broken = { ...warehouse.credentials, rawBody: '{"feedId": ' };
    expectProblem(await request('POST', '/partner/v1/stock-feeds', broken), 400, 'request.invalid');
    const headers = { ...warehouse.credentials.headers, 'content-type': 'text/plain' };
    const text = { headers, rawBody: 'feed' };
    expectProblem(await request('POST', '/partner/v1/stock-feeds', text), 415, 'request.unsupported-media-type');
  });

  it.each([
    ['NO-SUCH-SKU', 404, 'inventory.stock-not-found'],
    ["O'Neill", 400, 'request.invalid'],
    ['%22%2C%20%22x%22%3A%20%22', 400, 'request.invalid'],
  ])('asks for the stock of %s and is answered %i %s', async (sku, status, code) => {
    expectProblem(await request('GET', `/partner/v1/stock/${sku}`, warehouse.credentials), status, code);
  });
});

describe('a key', () => {
  it('of the free plan is slowed down beyond its burst', async () => {
    const { credentials } = await issueKey(token, 'free');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => request('GET', '/partner/v1/products?limit=1', credentials)),
    );
    const throttled = answers.filter(({ status }) => status === 429);
    expect(throttled.length).toBeGreaterThan(0);
    for (const answer of throttled) {
      expectProblem(answer, 429, 'request.throttled');
      expect(answer.headers.get('retry-after')).toBe('1');
    }
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });

  it('is refused at once when it is withdrawn, although its authorization is still cached', async () => {
    const { id, credentials } = await issueKey(token, 'partner');
    expect((await request('GET', '/partner/v1/products?limit=1', credentials)).status).toBe(200);
    expect((await request('DELETE', `/v1/api-keys/${id}`, { token })).status).toBe(204);
    expectProblem(await request('GET', '/partner/v1/products?limit=1', credentials), 403, 'auth.forbidden');
    expect((await request('DELETE', `/v1/api-keys/${id}`, { token })).status).toBe(404);
  });

  it('is listed without its secret', async () => {
    const { id, secret } = await issueKey(token, 'partner');
    const { body } = await request('GET', '/v1/api-keys?limit=100', { token });
    expect(JSON.stringify(body)).toContain(id);
    expect(JSON.stringify(body)).not.toContain(secret.slice(4));
  });
});
