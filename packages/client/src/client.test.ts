import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from './client.ts';
import { addCartItem, createCart, getCart } from './generated/carts.ts';
import { listProducts, updateProduct, withdrawProduct } from './generated/catalog.ts';
import { confirmUser, getProfile, updateProfile } from './generated/identity.ts';
import { cancelOrder, createCheckout, getOrder } from './generated/orders.ts';
import { getDocs } from './generated/platform.ts';
import type { Client } from './operation.ts';
import { startStubApi, type StubApi } from './stub-api.test-support.ts';
import { memoryTokenStore } from './token-store.ts';

let api: StubApi;
let client: Client;

beforeAll(async () => {
  api = await startStubApi();
  client = createClient({ baseUrl: api.url });
});

afterAll(() => api.close());

describe('createClient', () => {
  it.each([
    '',
    '/v1',
    'localhost:4000',
    'ftp://example.com',
    'https://example.com?x=1',
    'https://example.com#x',
    'http://',
  ])('refuses %j as the address of an API', (baseUrl) => {
    expect(() => createClient({ baseUrl })).toThrow(TypeError);
  });

  it.each([
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/', 'https://api.example.com'],
    ['https://api.example.com/prod/', 'https://api.example.com/prod'],
  ])('takes %s to be %s', (baseUrl, address) => {
    expect(createClient({ baseUrl }).baseUrl).toBe(address);
  });

  it('keeps the path of its address', async () => {
    api.replies({ body: { id: 'ord_1' } });
    await getOrder(createClient({ baseUrl: `${api.url}/stage/` }), { orderId: 'ord_1' });
    expect(api.requests[0]?.target).toBe('/stage/v1/orders/ord_1');
  });

  it('sends through the fetch that it is given', async () => {
    const seen: unknown[] = [];
    const own = createClient({
      baseUrl: 'https://nowhere.invalid',
      fetch: (url) => {
        seen.push(url);
        return Promise.resolve(Response.json({ id: 'ord_1' }));
      },
    });
    await getOrder(own, { orderId: 'ord_1' });
    expect(seen).toEqual(['https://nowhere.invalid/v1/orders/ord_1']);
  });
});

describe('a request', () => {
  it('puts parameters where the API wants them, and leaves out what is undefined', async () => {
    api.replies({ body: { data: [], nextCursor: null } });
    await listProducts(client, { currency: 'GBP', minPrice: 0, category: 'a&b', cursor: undefined });
    expect(api.requests).toMatchObject([
      { method: 'GET', target: '/v1/products?currency=GBP&minPrice=0&category=a%26b', body: '' },
    ]);
  });

  it('needs no input where everything may be left out', async () => {
    api.replies({ body: { data: [], nextCursor: null } });
    await listProducts(client);
    expect(api.requests[0]?.target).toBe('/v1/products');
  });

  it('escapes what stands in the path', async () => {
    api.replies({ body: {} });
    await getOrder(client, { orderId: 'a/../b?c' });
    expect(api.requests[0]?.target).toBe('/v1/orders/a%2F..%2Fb%3Fc');
  });

  it.each(['', '.', '..'])('is not sent with %j in its path, which would make it another one', async (orderId) => {
    api.replies({ body: {} });
    await expect(getOrder(client, { orderId })).rejects.toThrow(TypeError);
    expect(api.requests).toHaveLength(0);
  });

  it('sends its body as JSON, with a key of its own, and no content type without a body', async () => {
    api.replies({ status: 201, body: {} }, { body: {} });
    await createCart(client, { body: { currency: 'GBP' } });
    await cancelOrder(client, { orderId: 'ord_1' });
    const [create, cancel] = api.requests;
    expect(create).toMatchObject({ headers: { 'content-type': 'application/json' }, body: '{"currency":"GBP"}' });
    expect(create?.headers['idempotency-key']).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    expect(cancel?.headers['content-type']).toBeUndefined();
    expect(cancel?.headers['idempotency-key']).not.toBe(create?.headers['idempotency-key']);
  });

  it('carries the caller’s own key, version and correlation id', async () => {
    api.replies({ body: {} });
    const input = {
      cartId: 'crt_1',
      body: { variantId: 'var_1', quantity: 1 },
      idempotencyKey: 'mine',
      ifMatch: '"7"',
    };
    await addCartItem(client, input, { correlationId: 'visit-1' });
    expect(api.requests[0]?.headers).toMatchObject({
      'idempotency-key': 'mine',
      'if-match': '"7"',
      'x-correlation-id': 'visit-1',
    });
  });

  it('sends no key where the API ignores it', async () => {
    api.replies({ body: {} });
    await updateProfile(client, { body: { name: 'Ada' }, ifMatch: '"1"' });
    expect(api.requests[0]?.headers['idempotency-key']).toBeUndefined();
  });

  it.each([undefined, ''])('is not sent with %j where a version is required', async (ifMatch) => {
    api.replies({ status: 204 });
    await expect(withdrawProduct(client, { productId: 'prd_1', ifMatch })).rejects.toThrow('etag');
    await expect(updateProduct(client, { productId: 'prd_1', ifMatch, body: {} })).rejects.toThrow(TypeError);
    expect(api.requests).toHaveLength(0);
  });

  it('shows tokens only to the operations that look at them', async () => {
    const tokenStore = memoryTokenStore({ accessToken: 'access', refreshToken: 'refresh' });
    const signedIn = createClient({ baseUrl: api.url, tokenStore, cartToken: 'cart' });
    api.replies({ body: {} });
    await listProducts(signedIn);
    await getCart(signedIn, { cartId: 'crt_1' });
    await getProfile(signedIn);
    expect(api.requests.map(({ headers }) => [headers.authorization, headers['x-cart-token']])).toEqual([
      [undefined, undefined],
      ['Bearer access', 'cart'],
      ['Bearer access', undefined],
    ]);
  });

  it('is for the cart that the client, its descendant or the call names', async () => {
    const guest = createClient({ baseUrl: api.url, cartToken: 'first' });
    api.replies({ body: {} });
    await getCart(guest, { cartId: 'crt_1' });
    await getCart(guest.withCartToken('second'), { cartId: 'crt_2' });
    await getCart(guest, { cartId: 'crt_3' }, { cartToken: 'third' });
    await getCart(guest.withCartToken(undefined), { cartId: 'crt_4' });
    expect(api.requests.map(({ headers }) => headers['x-cart-token'])).toEqual(['first', 'second', 'third', undefined]);
  });

  it('can be changed just before it is sent', async () => {
    const seen: unknown[] = [];
    const traced = createClient({
      baseUrl: api.url,
      onRequest: ({ operation, method, url, headers, attempt }) => {
        seen.push([operation, method, url, attempt]);
        headers.set('traceparent', '00-1-2-01');
      },
    });
    api.replies({ body: {} });
    await getProfile(traced);
    expect(seen).toEqual([['getProfile', 'GET', `${api.url}/v1/users/me`, 1]]);
    expect(api.requests[0]?.headers['traceparent']).toBe('00-1-2-01');
  });
});

describe('a response', () => {
  const reply = { status: 404, body: { code: 'orders.order-not-found' } };

  it('can be looked at as it came', async () => {
    const seen: unknown[] = [];
    const watched = createClient({
      baseUrl: api.url,
      onResponse: ({ operation, attempt, status, headers, body }) => {
        seen.push([operation, attempt, status, headers.get('content-type'), body]);
      },
    });
    api.replies(reply);
    await expect(getOrder(watched, { orderId: 'ord_1' })).rejects.toMatchObject({ status: 404 });
    expect(seen).toEqual([['getOrder', 1, 404, 'application/json', '{"code":"orders.order-not-found"}']]);
  });

  it('can be refused by whoever looks', async () => {
    const refusal = new Error('This is not in the contract.');
    const onResponse = (): Promise<void> => Promise.reject(refusal);
    api.replies({ body: { id: 'ord_1' } });
    const strict = createClient({ baseUrl: api.url, onResponse });
    await expect(getOrder(strict, { orderId: 'ord_1' })).rejects.toBe(refusal);
    expect(api.requests).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('holds status, data, version, request id and whether it is a replay', async () => {
    const headers = {
      etag: '"3"',
      'x-request-id': 'req-7',
      'idempotency-replayed': 'true',
      location: '/v1/orders/ord_1',
    };
    api.replies({ status: 202, body: { id: 'ord_1' }, headers });
    const shippingAddress = { name: 'A', line1: 'B', city: 'C', postalCode: 'D', country: 'GB' };
    const body = { cartId: 'crt_1', shippingAddress, paymentMethod: 'pm_sandbox_ok' };
    const answer = await createCheckout(client, { body });
    expect(answer).toMatchObject({
      status: 202,
      data: { id: 'ord_1' },
      etag: '"3"',
      requestId: 'req-7',
      replayed: true,
    });
    expect(answer.headers.get('location')).toBe('/v1/orders/ord_1');
  });

  it('has no version and is no replay unless the API says so', async () => {
    api.replies({ body: { id: 'ord_1' } });
    expect(await getOrder(client, { orderId: 'ord_1' })).toMatchObject({
      etag: undefined,
      requestId: undefined,
      replayed: false,
    });
  });

  it('is undefined where there is none, and text where it is a page', async () => {
    api.replies({ status: 204 }, { body: '<p>Hello</p>', headers: { 'content-type': 'text/html' } });
    expect((await confirmUser(client, { body: { email: 'a@example.com', code: '123456' } })).data).toBeUndefined();
    expect((await getDocs(client)).data).toBe('<p>Hello</p>');
  });
});
