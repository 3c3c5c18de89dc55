import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  adjustStock,
  deleteApiKey,
  getPartnerStock,
  listApiKeys,
  listPartnerProducts,
  submitStockFeed,
} from '@tradewind/client';
import { allRoutes } from '@tradewind/contracts/all';
import { Problem } from '@tradewind/contracts/http/problem';
import { problemsOf } from '@tradewind/contracts/openapi/problems';
import { readRestApis } from '@tradewind/local-cloud/rest-api/read-rest-apis';
import { Refusal, REFUSAL_TYPES, refusalResponse } from '@tradewind/local-cloud/rest-api/refusal';
import { loadModel } from '@tradewind/local-cloud/templates/load-model';
import { localAddress } from '@tradewind/local-cloud/templates/local-address';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { request, type Answer } from './support/api.ts';
import { client } from './support/client.ts';
import { issueKey, type IssuedKey } from './support/partners.ts';
import * as shop from './support/shopping.ts';

let token: string;
let warehouse: IssuedKey;

beforeAll(async () => {
  token = (await shop.signIn(shop.ADMIN)).accessToken;
  warehouse = await issueKey(token, 'partner');
});

function feed<Line>(lines: Line[], feedId = `feed-${randomUUID()}`) {
  return { feedId, locationId: 'leeds', lines };
}

function expectProblem({ status, body }: Answer, ...expected: readonly [status: number, code: string]): void {
  expect([status, Problem.parse(body).code]).toEqual(expected);
}

const submit = (body: object) => request('POST', '/partner/v1/stock-feeds', { ...warehouse.credentials, body });
const partner = ({ secret }: IssuedKey) => client({ partnerKey: secret });

describe('a warehouse', () => {
  it('hands its counts in, which correct the levels once, and reads them as flat records', async () => {
    const sku = `FEED-${randomUUID()}`;
    const counted = feed([{ sku, onHand: 12 }]);
    await submitStockFeed(partner(warehouse), { body: counted });
    await eventually(async () => expect((await shop.getStock(sku)).available).toBe(12));
    await adjustStock(client({ token }), { sku, body: { locationId: 'leeds', delta: -2, reason: 'damaged' } });

    await submitStockFeed(partner(warehouse), { body: counted });
    const next = `FEED-${randomUUID()}`;
    await submitStockFeed(partner(warehouse), { body: feed([{ sku: next, onHand: 1 }]) });
    await eventually(async () => expect((await shop.getStock(next)).available).toBe(1));
    expect((await getPartnerStock(partner(warehouse), { sku })).data).toEqual({
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
    const key = await issueKey(token, 'partner');
    const list = () => listPartnerProducts(partner(key), { limit: 1 });
    const withdraw = () => deleteApiKey(client({ token }), { keyId: key.id });
    await list();
    await withdraw();
    await expect(list()).rejects.toMatchObject({ status: 403, code: 'auth.forbidden' });
    await expect(withdraw()).rejects.toMatchObject({ status: 404 });
  });

  it('is listed without its secret', async () => {
    const { id, secret } = await issueKey(token, 'partner');
    const { data } = await listApiKeys(client({ token }), { limit: 100 });
    expect(JSON.stringify(data)).toContain(id);
    expect(JSON.stringify(data)).not.toContain(secret.slice(4));
  });
});

describe('the gateway', () => {
  it('refuses by problems alone, each of its own status and with a code that the contracts know', async () => {
    const source = {
      ...localAddress('http://127.0.0.1:4566'),
      servicesDirectory: path.resolve(import.meta.dirname, '../services'),
    };
    const [api] = readRestApis(await loadModel({ ...source, services: ['partner'] }));
    if (api === undefined) throw new Error('There is no partner API.');
    const routes = allRoutes.filter(({ access }) => access === 'partner');
    const declared = routes.flatMap((route) => [...problemsOf(route).values()].flat());
    for (const type of REFUSAL_TYPES) {
      const answer = refusalResponse(new Refusal(type), { api, requestId: 'req-1' });
      const problem = Problem.parse(JSON.parse(answer.body.toString()));
      expect([type, problem.status]).toEqual([type, answer.status]);
      expect([...declared, 'request.route-not-found']).toContain(problem.code);
    }
  });
});
