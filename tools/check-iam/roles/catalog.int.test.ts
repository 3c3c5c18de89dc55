import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('catalog');
}, 60_000);
afterAll(() => shop.cloud.close());

const variant = () => ({ sku: newId('itm'), prices: [{ amount: 1250, currency: 'GBP' }] });

async function create(category: string) {
  const body = { name: 'Mug', category, variants: [variant()] };
  const headers = { 'idempotency-key': newId('itm') };
  return shop.http('catalog/create-product', { method: 'POST', path: '/v1/products', headers, body });
}

describe('the functions of the catalogue do their work with the roles they have', () => {
  it('creates, shows, changes, extends and withdraws a product', async () => {
    const created = await create('kitchen');
    expect(created.status).toBe(201);
    const productId = String(created.body['id']);
    const path = `/v1/products/${productId}`;
    const one = { path, pathParameters: { productId } };
    const shown = await shop.http('catalog/get-product', one);
    expect(shown.status).toBe(200);
    const changed = await shop.http('catalog/update-product', {
      ...one,
      method: 'PATCH',
      headers: { 'if-match': shown.etag },
      body: { name: 'Cup', category: 'table' },
    });
    expect(changed.status).toBe(200);
    const extended = await shop.http('catalog/add-variant', {
      ...one,
      method: 'POST',
      headers: { 'idempotency-key': newId('itm') },
      body: variant(),
    });
    expect(extended.status).toBe(201);
    const withdrawn = await shop.http('catalog/withdraw-product', {
      ...one,
      method: 'DELETE',
      headers: { 'if-match': extended.etag },
    });
    expect([200, 204]).toContain(withdrawn.status);
  });

  it('takes a batch, then its change', async () => {
    const product = { externalId: newId('prd'), name: 'Bowl', category: 'kitchen', variants: [variant()] };
    for (const [name, result] of [
      ['Bowl', 'created'],
      ['Dish', 'updated'],
    ]) {
      const body = { products: [{ ...product, name, variants: [variant()] }] };
      const answer = await shop.http('catalog/upsert-products', { method: 'POST', path: '/v1/products/batch', body });
      expect(answer).toMatchObject({ status: 200, body: { data: [{ result }] } });
    }
  });

  it.each([
    ['list-products', '/v1/products', {}],
    ['list-products', '/v1/products', { sort: 'name' }],
    ['list-products', '/v1/products', { sort: 'price', currency: 'GBP' }],
    ['list-categories', '/v1/categories', {}],
  ])('%s turns the page', async (name, path, query) => {
    await create('kitchen');
    await create('garden');
    const first = await shop.http(`catalog/${name}`, { path, query: { ...query, limit: '1' } });
    expect(first).toMatchObject({ status: 200, body: { data: [{}], nextCursor: expect.any(String) } });
    const cursor = String(first.body['nextCursor']);
    const second = await shop.http(`catalog/${name}`, { path, query: { ...query, limit: '1', cursor } });
    expect(second).toMatchObject({ status: 200, body: { data: [{}] } });
  });

  it('publishes its events, and gives up what cannot be one', async () => {
    await create('kitchen');
    await shop.published('catalog');
    expect(await shop.failsToPublish('catalog')).toContain('RetryAttemptsExhausted');
  }, 30_000);
});
