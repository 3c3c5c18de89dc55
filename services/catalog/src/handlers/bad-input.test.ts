import { describe, expect, it } from '@jest/globals';
import { Problem } from '@tradewind/contracts/http/problem';
import { lambdaContext } from '@tradewind/testing';
import { httpSample, type HttpSample } from '../test-support/sample-events.ts';
import { handler as addVariant } from './add-variant.ts';
import { handler as createProduct } from './create-product.ts';
import { handler as getProduct } from './get-product.ts';
import { handler as listCategories } from './list-categories.ts';
import { handler as listProducts } from './list-products.ts';
import { handler as updateProduct } from './update-product.ts';
import { handler as upsertProducts } from './upsert-products.ts';
import { handler as withdrawProduct } from './withdraw-product.ts';

// No table is named in this test's environment: a request that got as far as the wiring would be answered 500.
const http = {
  'list-products': listProducts,
  'get-product': getProduct,
  'list-categories': listCategories,
  'create-product': createProduct,
  'update-product': updateProduct,
  'withdraw-product': withdrawProduct,
  'add-variant': addVariant,
  'upsert-products': upsertProducts,
};
type Route = keyof typeof http;
const ADMIN_ROUTES = [
  'create-product',
  'update-product',
  'withdraw-product',
  'add-variant',
  'upsert-products',
] as const;

async function problemOf(route: Route, overrides: Partial<HttpSample>) {
  const { statusCode, headers, body } = await http[route](httpSample(route, overrides), lambdaContext());
  expect(headers['content-type']).toBe('application/problem+json');
  const { status, code, errors } = Problem.parse(JSON.parse(body));
  expect(status).toBe(statusCode);
  return { status, code, paths: errors?.map(({ path }) => path) };
}

const refused = (...paths: string[]) => ({ status: 400, code: 'request.invalid', paths });
const price = { amount: 100, currency: 'GBP' };
const variant = { sku: 'S', prices: [price] };
const product = { name: 'Mug', category: 'kitchen', variants: [variant] };

describe('a list with a bad query', () => {
  it.each<[Record<string, string>, string]>([
    [{ limit: '0' }, 'query.limit'],
    [{ limit: '101' }, 'query.limit'],
    [{ limit: '-1' }, 'query.limit'],
    [{ limit: '1.5' }, 'query.limit'],
    [{ limit: 'all' }, 'query.limit'],
    [{ sort: 'cheapest' }, 'query.sort'],
    [{ currency: 'JPY' }, 'query.currency'],
    [{ category: 'Home Decor' }, 'query.category'],
    [{ category: '*' }, 'query.category'],
    [{ currency: 'GBP', minPrice: '-1' }, 'query.minPrice'],
    [{ currency: 'GBP', minPrice: '1e3' }, 'query.minPrice'],
    [{ currency: 'GBP', maxPrice: '9.99' }, 'query.maxPrice'],
    [{ currency: 'GBP', minPrice: '2', maxPrice: '1' }, 'query.maxPrice'],
    [{ minPrice: '1' }, 'query.currency'],
    [{ maxPrice: '1' }, 'query.currency'],
    [{ sort: 'price' }, 'query.currency'],
    [{ sort: '-price' }, 'query.currency'],
    [{ cursor: '' }, 'query.cursor'],
    [{ cursor: 'c'.repeat(2049) }, 'query.cursor'],
    [{ offset: '10' }, 'query.offset'],
  ])('list-products refuses %j', async (queryStringParameters, path) => {
    expect(await problemOf('list-products', { queryStringParameters })).toEqual(refused(path));
  });

  it('list-categories refuses filters it does not have', async () => {
    expect(await problemOf('list-categories', { queryStringParameters: { sort: 'name' } })).toEqual(
      refused('query.sort'),
    );
  });
});

describe('a product that breaks the schema', () => {
  it.each<[string, unknown, string]>([
    ['nothing', {}, 'body.name'],
    ['null', null, 'body'],
    ['a list', [product], 'body'],
    ['an unknown field', { ...product, colour: 'red' }, 'body.colour'],
    ['an id of its own', { ...product, id: 'prd_01KA3Q5Z8M4T7R9V2W6X0Y1B3D' }, 'body.id'],
    ['a status', { ...product, status: 'withdrawn' }, 'body.status'],
    ['an empty name', { ...product, name: ' ' }, 'body.name'],
    ['an endless name', { ...product, name: 'x'.repeat(201) }, 'body.name'],
    ['a name of several lines', { ...product, name: 'a\nb' }, 'body.name'],
    ['an endless description', { ...product, description: 'x'.repeat(5001) }, 'body.description'],
    ['a category of words', { ...product, category: 'Home Decor' }, 'body.category'],
    ['a script for a picture', { ...product, image: 'javascript:alert(1)' }, 'body.image'],
    ['a picture over http', { ...product, image: 'http://a.example/b.jpg' }, 'body.image'],
    ['attributes that are numbers', { ...product, attributes: { weight: 3 } }, 'body.attributes.weight'],
    ['an attribute without a proper name', { ...product, attributes: { 'a b': 'c' } }, 'body.attributes.a b'],
    ['an external id with spaces', { ...product, externalId: 'a b' }, 'body.externalId'],
    ['no variants', { ...product, variants: [] }, 'body.variants'],
    ['a SKU twice', { ...product, variants: [variant, variant] }, 'body.variants'],
    ['a SKU with a slash', { ...product, variants: [{ ...variant, sku: 'a/b' }] }, 'body.variants.0.sku'],
    ['no prices', { ...product, variants: [{ ...variant, prices: [] }] }, 'body.variants.0.prices'],
    ['a currency twice', { ...product, variants: [{ ...variant, prices: [price, price] }] }, 'body.variants.0.prices'],
    [
      'a price of a fraction',
      { ...product, variants: [{ ...variant, prices: [{ ...price, amount: 9.99 }] }] },
      'body.variants.0.prices.0.amount',
    ],
    [
      'a negative price',
      { ...product, variants: [{ ...variant, prices: [{ ...price, amount: -1 }] }] },
      'body.variants.0.prices.0.amount',
    ],
    [
      'a price as text',
      { ...product, variants: [{ ...variant, prices: [{ ...price, amount: '100' }] }] },
      'body.variants.0.prices.0.amount',
    ],
  ])('is refused by create-product: %s', async (_, body, path) => {
    const { paths, ...answer } = await problemOf('create-product', { body: JSON.stringify(body) });
    expect(answer).toEqual({ status: 400, code: 'request.invalid' });
    expect(paths).toContain(path);
  });

  it.each<[Route, unknown, string]>([
    ['update-product', { name: null }, 'body.name'],
    ['update-product', { variants: [] }, 'body.variants'],
    ['update-product', { variants: null }, 'body.variants'],
    ['update-product', { price: 1 }, 'body.price'],
    ['update-product', { variants: [{ ...variant, id: 'prd_1' }] }, 'body.variants.0.id'],
    ['add-variant', { sku: 'S' }, 'body.prices'],
    ['add-variant', { ...variant, id: 'var_01KA3Q5Z8M4T7R9V2W6X0Y1B3E' }, 'body.id'],
    ['upsert-products', {}, 'body.products'],
    ['upsert-products', { products: [] }, 'body.products'],
    ['upsert-products', { products: Array.from({ length: 101 }, () => product) }, 'body.products'],
    ['upsert-products', { products: [product], dryRun: true }, 'body.dryRun'],
  ])('is refused by %s: %j', async (route, body, path) => {
    expect(await problemOf(route, { body: JSON.stringify(body) })).toEqual(refused(path));
  });
});

describe('a request with a bad path, header or body', () => {
  it.each(['get-product', 'update-product', 'withdraw-product', 'add-variant'] as const)(
    '%s refuses ids that are none',
    async (route) => {
      for (const productId of ['prd_1', 'var_01KA3Q5Z8M4T7R9V2W6X0Y1B3D', '../PRODUCT', '%00', '']) {
        expect(await problemOf(route, { pathParameters: { productId } })).toEqual(refused('path.productId'));
      }
    },
  );

  it.each(ADMIN_ROUTES)('%s refuses shoppers, and callers whom the gateway did not verify', async (route) => {
    const sample = httpSample(route);
    const claims = { username: 'usr_1', token_use: 'access', 'cognito:groups': '[shopper]' };
    const as = async (authorizer: unknown) => {
      const event = { ...sample, requestContext: { http: { method: 'POST' }, authorizer } };
      const { body } = await http[route](event, lambdaContext());
      return Problem.parse(JSON.parse(body)).status;
    };
    expect(await as({ jwt: { claims } })).toBe(403);
    expect(await as(undefined)).toBe(401);
  });

  it('create-product demands a key, update-product and withdraw-product a version', async () => {
    for (const [route, header] of [
      ['create-product', 'idempotency-key'],
      ['update-product', 'if-match'],
      ['withdraw-product', 'if-match'],
    ] as const) {
      const sample = httpSample(route);
      const headers = Object.fromEntries(Object.entries(sample.headers).filter(([name]) => name !== header));
      const { statusCode } = await http[route]({ ...sample, headers }, lambdaContext());
      expect([route, statusCode]).toEqual([route, 428]);
    }
    expect((await problemOf('update-product', { headers: { 'if-match': 'three' } })).status).toBe(400);
  });

  it.each(['create-product', 'update-product', 'add-variant', 'upsert-products'] as const)(
    '%s refuses what is not JSON, and too much of it',
    async (route) => {
      expect((await problemOf(route, { body: '{"name":' })).status).toBe(400);
      expect((await problemOf(route, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
      const body = JSON.stringify({ padding: 'x'.repeat(1_100_000) });
      expect((await problemOf(route, { body, headers: { 'content-length': String(body.length) } })).status).toBe(413);
    },
  );
});
