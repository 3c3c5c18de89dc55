import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { upsertProducts as batchRoute } from '@tradewind/contracts/catalog/upsert-products';
import { ProductView } from '@tradewind/contracts/catalog/views';
import { pageOf } from '@tradewind/contracts/http/shapes';
import { newId } from '@tradewind/kernel';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { httpSample, sampleEvent, type HttpSample } from '../test-support/sample-events.ts';
import { handler as addVariant } from './add-variant.ts';
import { handler as createProduct } from './create-product.ts';
import { handler as getProduct } from './get-product.ts';
import { handler as listCategories } from './list-categories.ts';
import { handler as listProducts } from './list-products.ts';
import { handler as publishOutbox } from './publish-outbox.ts';
import { handler as updateProduct } from './update-product.ts';
import { handler as upsertProducts } from './upsert-products.ts';
import { handler as withdrawProduct } from './withdraw-product.ts';

const handlers = {
  'list-products': listProducts,
  'get-product': getProduct,
  'list-categories': listCategories,
  'create-product': createProduct,
  'update-product': updateProduct,
  'withdraw-product': withdrawProduct,
  'add-variant': addVariant,
  'upsert-products': upsertProducts,
};

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'catalog'] });
  Object.assign(process.env, {
    TABLE_NAME: 'tradewind-catalog-dev',
    CURSOR_SECRET_ID: 'tradewind/dev/cursor-signing',
    EVENT_BUS_NAME: 'tradewind-dev',
  });
});

afterAll(() => cloud.close());

async function call(name: keyof typeof handlers, overrides: Partial<HttpSample> = {}) {
  const { statusCode, headers, body } = await handlers[name](httpSample(name, overrides), lambdaContext());
  const content: unknown = body === '' ? undefined : JSON.parse(body);
  return { statusCode, headers, content };
}

async function listed(queryStringParameters: Record<string, string>) {
  const { statusCode, content } = await call('list-products', { queryStringParameters });
  expect(statusCode).toBe(200);
  return pageOf(ProductView).parse(content);
}

function newProduct(change: object = {}): Partial<HttpSample> {
  const variants = [{ sku: newId('itm'), prices: [{ amount: 100, currency: 'GBP' }] }];
  const body = JSON.stringify({ name: 'Mug', category: 'kitchen', variants, ...change });
  return { body, headers: { 'idempotency-key': newId('itm') } };
}

async function createdProduct(change: object = {}): Promise<ProductView> {
  const { statusCode, content } = await call('create-product', newProduct(change));
  expect(statusCode).toBe(201);
  return ProductView.parse(content);
}

describe('every sample event', () => {
  it('runs through its handler', async () => {
    const statuses: Record<string, number> = {};
    for (const [name, handler] of Object.entries(handlers)) {
      statuses[name] = (await handler(sampleEvent(name), lambdaContext())).statusCode;
    }
    expect(statuses).toEqual({
      'list-products': 200,
      'get-product': 404,
      'list-categories': 200,
      'create-product': 201,
      'update-product': 404,
      'withdraw-product': 404,
      'add-variant': 404,
      'upsert-products': 200,
    });
    expect(await publishOutbox(sampleEvent('publish-outbox'), lambdaContext())).toEqual({ batchItemFailures: [] });
  });
});

describe('the life of a product', () => {
  it('is created once for one key, read, changed, extended and withdrawn', async () => {
    const request = newProduct();
    const first = await call('create-product', request);
    expect(first).toMatchObject({ statusCode: 201, headers: { etag: '"1"' } });
    const product = ProductView.parse(first.content);
    expect(first.headers['location']).toBe(`/v1/products/${product.id}`);
    const replay = await call('create-product', request);
    expect(replay).toMatchObject({ statusCode: 201, content: first.content });
    expect(replay.headers['idempotency-replayed']).toBe('true');

    const pathParameters = { productId: product.id };
    const version = (value: number) => ({ pathParameters, headers: { 'if-match': `"${value}"` } });
    const read = await call('get-product', { pathParameters });
    expect(read).toMatchObject({ statusCode: 200, content: first.content, headers: { etag: '"1"' } });

    const body = JSON.stringify({ name: 'Quay Mug', style: null });
    expect(await call('update-product', { ...version(7), body })).toMatchObject({
      statusCode: 412,
      content: { code: 'request.stale-version' },
    });
    expect(await call('update-product', { ...version(1), body })).toMatchObject({
      statusCode: 200,
      headers: { etag: '"2"' },
      content: { name: 'Quay Mug', version: 2 },
    });
    const variant = JSON.stringify({ sku: newId('itm'), prices: [{ amount: 200, currency: 'GBP' }] });
    const headers = { 'idempotency-key': newId('itm') };
    expect(await call('add-variant', { pathParameters, body: variant, headers })).toMatchObject({
      statusCode: 201,
      headers: { etag: '"3"' },
      content: { variants: [expect.anything(), { prices: [{ amount: 200 }] }] },
    });
    expect(await call('withdraw-product', version(1))).toMatchObject({ statusCode: 412 });
    expect(await call('withdraw-product', version(3))).toMatchObject({ statusCode: 204, content: undefined });
    for (const name of ['get-product', 'update-product', 'withdraw-product', 'add-variant'] as const) {
      expect(await call(name, version(4))).toMatchObject({
        statusCode: 404,
        content: { code: 'catalog.product-not-found' },
      });
    }
  });

  it('conflicts over SKUs and external ids', async () => {
    const externalId = newId('itm');
    const { variants } = await createdProduct({ externalId });
    expect(
      await call(
        'create-product',
        newProduct({ variants: [{ sku: variants[0]?.sku, prices: [{ amount: 1, currency: 'GBP' }] }] }),
      ),
    ).toMatchObject({
      statusCode: 409,
      content: { code: 'catalog.sku-taken' },
    });
    expect(await call('create-product', newProduct({ externalId }))).toMatchObject({
      statusCode: 409,
      content: { code: 'catalog.external-id-taken' },
    });
  });
});

describe('the lists', () => {
  it('lead through all pages, and refuse cursors that are forged or of another filter', async () => {
    const category = `pages-${newId('itm').slice(4).toLowerCase()}`;
    const ids = new Set<string>();
    for (let index = 0; index < 5; index += 1) ids.add((await createdProduct({ category })).id);
    const query = { category, currency: 'GBP', sort: 'price', limit: '2' };
    const first = await listed(query);
    const second = await listed({ ...query, cursor: first.nextCursor ?? '' });
    const third = await listed({ ...query, cursor: second.nextCursor ?? '' });
    expect(third.nextCursor).toBeNull();
    expect(new Set([first, second, third].flatMap(({ data }) => data.map(({ id }) => id)))).toEqual(ids);

    const cursor = first.nextCursor ?? '';
    for (const bad of [
      { ...query, cursor: `${cursor}x` },
      { ...query, cursor: `x${cursor}` },
      { ...query, cursor: 'e30.AAAA' },
      { ...query, sort: '-price', cursor },
      { ...query, category: 'kitchen', cursor },
      { ...query, maxPrice: '5', cursor },
    ]) {
      expect(await call('list-products', { queryStringParameters: bad })).toMatchObject({
        statusCode: 400,
        content: { code: 'request.invalid-cursor' },
      });
    }
    expect(await call('list-categories')).toMatchObject({
      content: { data: expect.arrayContaining([{ slug: category, name: expect.stringMatching(/^Pages /) }]) },
    });
  });
});

describe('a batch', () => {
  it('is answered row by row, and unchanged the second time', async () => {
    const externalId = newId('itm');
    const good = {
      externalId,
      name: 'Mug',
      category: 'kitchen',
      variants: [{ sku: externalId, prices: [{ amount: 1, currency: 'EUR' }] }],
    };
    const body = JSON.stringify({ products: [good, { ...good, name: 7 }, 'junk'] });
    const results = async () => batchRoute.responses[200].parse((await call('upsert-products', { body })).content).data;
    expect((await results()).map(({ index, result }) => [index, result])).toEqual([
      [0, 'created'],
      [1, 'rejected'],
      [2, 'rejected'],
    ]);
    expect((await results())[0]?.result).toBe('unchanged');
  });
});
