import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { HttpEventOptions } from '@tradewind/testing';
import { parkedOrder, shippingAddress } from './parked-order.test-support.ts';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
let cart: { readonly cartId: string; readonly headers: Readonly<Record<string, string>>; readonly token: string };
beforeAll(async () => {
  shop = await openServices('catalog', 'inventory', 'carts', 'payments', 'orders');
  const { body } = await shop.http('carts/create-cart', {
    method: 'POST',
    path: '/v1/carts',
    body: { currency: 'GBP' },
  });
  const token = String(body['cartToken']);
  cart = { cartId: String(body['id']), headers: { 'x-cart-token': token }, token };
}, 60_000);
afterAll(() => shop.cloud.close());

const product = () => ({
  name: 'Mug',
  category: 'kitchen',
  variants: [{ sku: newId('itm'), prices: [{ amount: 1250, currency: 'GBP' }] }],
});
const variant = () => product().variants[0];

/** Posts the same twice under one key; answers both statuses and whether the second one came from the store. */
async function twice(name: string, options: HttpEventOptions) {
  const claims = { username: newId('usr') };
  const headers = { ...options.headers, 'idempotency-key': newId('evt') };
  const post = () => shop.http(name, { ...options, method: 'POST', claims, headers });
  const [first, second] = [await post(), await post()];
  return { statuses: [first.status, second.status], replayed: second.replayed };
}

const addVariant = (productId: string) =>
  twice('catalog/add-variant', {
    path: `/v1/products/${productId}/variants`,
    pathParameters: { productId },
    body: variant(),
  });

const addCartItem = (cartId: string) =>
  twice('carts/add-cart-item', {
    path: `/v1/carts/${cartId}/items`,
    pathParameters: { cartId },
    headers: cart.headers,
    body: { variantId: newId('var'), quantity: 1 },
  });

const checkout = (cartId: string) =>
  twice('orders/create-checkout', {
    path: '/v1/checkouts',
    headers: cart.headers,
    body: { cartId, email: 'ada@example.com', shippingAddress, paymentMethod: 'pm_sandbox_ok' },
  });

const cancel = (orderId: string) =>
  twice('orders/cancel-order', {
    path: `/v1/orders/${orderId}/cancel`,
    pathParameters: { orderId },
    headers: cart.headers,
    body: {},
  });

// A store that may not do its work fails no request: it shows in the answer to the next one under the same key only.
describe('the roles of routes with idempotency keys', () => {
  it('keep what was done', async () => {
    const done = { statuses: [201, 201], replayed: true };
    const created = await shop.http('catalog/create-product', {
      method: 'POST',
      path: '/v1/products',
      headers: { 'idempotency-key': newId('evt') },
      body: product(),
    });
    expect(await twice('catalog/create-product', { path: '/v1/products', body: product() })).toEqual(done);
    expect(await addVariant(String(created.body['id']))).toEqual(done);
    expect(
      await twice('carts/create-cart', { path: '/v1/carts', headers: cart.headers, body: { currency: 'GBP' } }),
    ).toEqual(done);
    const sku = newId('itm');
    const adjustment = { locationId: 'leeds', delta: 5, reason: 'received' };
    const path = `/v1/stock/${sku}/adjustments`;
    expect(await twice('inventory/adjust-stock', { path, pathParameters: { sku }, body: adjustment })).toEqual(done);
  });

  it('keep what was refused for good', async () => {
    expect(await addCartItem(cart.cartId)).toEqual({ statuses: [422, 422], replayed: true });
    expect(await checkout(cart.cartId)).toEqual({ statuses: [422, 422], replayed: true });
    const orderId = await parkedOrder(shop.table('orders'), cart.token);
    expect(await cancel(orderId)).toEqual({ statuses: [409, 409], replayed: true });
  });

  it('give a key back where nothing was found', async () => {
    const free = { statuses: [404, 404], replayed: false };
    expect(await addVariant(newId('prd'))).toEqual(free);
    expect(await addCartItem(newId('crt'))).toEqual(free);
    expect(await checkout(newId('crt'))).toEqual(free);
    expect(await cancel(newId('ord'))).toEqual(free);
  });
});
