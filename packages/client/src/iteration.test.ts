import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from './client.ts';
import { listAllProducts } from './generated/catalog.ts';
import { listAllOrders } from './generated/orders.ts';
import type { Client } from './operation.ts';
import { IMPATIENT, problem, startStubApi, type Reply, type StubApi } from './stub-api.test-support.ts';

let api: StubApi;
let client: Client;

beforeAll(async () => {
  api = await startStubApi();
  client = createClient({ baseUrl: api.url, retry: IMPATIENT });
});

afterAll(() => api.close());

function page(nextCursor: string | null, ...ids: readonly string[]): Reply {
  return { body: { data: ids.map((id) => ({ id })), nextCursor } };
}

async function idsOf(items: AsyncIterable<{ id: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of items) ids.push(id);
  return ids;
}

describe('an iteration', () => {
  it('goes through all pages under the same query, past an empty one', async () => {
    api.replies(page('a b', '1', '2'), page('c'), page(null, '3'));
    expect(await idsOf(listAllProducts(client, { currency: 'GBP', limit: 2 }))).toEqual(['1', '2', '3']);
    expect(api.requests.map(({ target }) => target)).toEqual([
      '/v1/products?currency=GBP&limit=2',
      '/v1/products?currency=GBP&limit=2&cursor=a+b',
      '/v1/products?currency=GBP&limit=2&cursor=c',
    ]);
  });

  it('goes on from a cursor that it is given', async () => {
    api.replies(page(null, '9'));
    expect(await idsOf(listAllProducts(client, { cursor: 'x' }))).toEqual(['9']);
    expect(api.requests[0]?.target).toBe('/v1/products?cursor=x');
  });

  it('asks for nothing before it is looked at, and for no page beyond where the loop ends', async () => {
    api.replies(page('next', '1', '2'));
    const orders = listAllOrders(client);
    expect(api.requests).toHaveLength(0);
    for await (const { id } of orders) {
      expect(id).toBe('1');
      break;
    }
    expect(api.requests).toHaveLength(1);
  });

  it('throws what a page throws, after what came before it', async () => {
    api.replies(page('next', '1'), problem(400, 'request.invalid-cursor'));
    const seen: string[] = [];
    const walk = async (): Promise<void> => {
      for await (const { id } of listAllProducts(client)) seen.push(id);
    };
    await expect(walk()).rejects.toMatchObject({ code: 'request.invalid-cursor' });
    expect(seen).toEqual(['1']);
  });

  it('tries a page again without repeating what was seen', async () => {
    api.replies(page('next', '1'), problem(503, 'service.unavailable'), page(null, '2'));
    expect(await idsOf(listAllProducts(client))).toEqual(['1', '2']);
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const reason = new Error('Stopped.');
    api.replies(page('next', '1'));
    const products = listAllProducts(client, {}, { signal: controller.signal });
    await products.next();
    controller.abort(reason);
    await expect(products.next()).rejects.toBe(reason);
  });
});
