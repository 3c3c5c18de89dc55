import { beforeAll, describe, expect, it } from '@jest/globals';
import { cancelOrder, createCart, getOrder, listAuditLog, type CurrencyCode, type Order } from '@tradewind/client';
import { Problem } from '@tradewind/contracts/http/problem';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { request } from './support/api.ts';
import { client } from './support/client.ts';
import * as shop from './support/shopping.ts';

let owner: shop.Credentials;
let cart: shop.OpenCart;
let itemId: string;
let order: Order;
let guestCart: shop.OpenCart;
let guestOrder: Order;

/** Callers who have rights, but not to these things; what an admin may is elsewhere. */
let strangers: Readonly<Record<string, shop.Credentials>>;

beforeAll(async () => {
  const [variant] = await shop.publishProducts(1, 50);
  if (variant === undefined) throw new Error('There is nothing to buy.');
  owner = { token: (await shop.signIn(shop.SHOPPER)).accessToken };
  const bought = await shop.createCart(owner);
  await shop.addItem(bought, variant.id);
  order = await shop.buy(bought, { email: shop.SHOPPER.email });
  cart = await shop.createCart(owner);
  itemId = (await shop.addItem(cart, variant.id)).items[0]?.id ?? '';
  guestCart = await shop.createCart();
  await shop.addItem(guestCart, variant.id);
  guestOrder = await shop.buy(guestCart, { email: `guest-${randomUUID()}@example.com` });
  strangers = { nobody: {}, 'another guest': (await shop.createCart()).credentials };
});

describe("someone else's cart", () => {
  it('does not exist for a stranger, whatever is asked of it', async () => {
    const calls = [
      ['GET', `/v1/carts/${cart.id}`, undefined],
      ['POST', `/v1/carts/${cart.id}/items`, { variantId: order.items[0]?.variantId, quantity: 1 }],
      ['PATCH', `/v1/carts/${cart.id}/items/${itemId}`, { quantity: 2 }],
      ['DELETE', `/v1/carts/${cart.id}/items/${itemId}`, undefined],
    ] as const;
    const before = await shop.getCart(cart);
    for (const credentials of Object.values(strangers)) {
      for (const [method, path, body] of calls) {
        const answer = await request(method, path, { ...credentials, body });
        expect([method, answer.status, Problem.parse(answer.body).code]).toEqual([method, 404, 'carts.cart-not-found']);
      }
    }
    expect(await shop.getCart(cart)).toEqual(before);
  });

  it('cannot be bought by a stranger, nor by another shopper of the same shop', async () => {
    for (const credentials of Object.values(strangers)) {
      const theft = shop.checkout({ id: cart.id, credentials }, { email: 'thief@example.com' });
      await expect(theft).rejects.toMatchObject({ status: 404, code: 'carts.cart-not-found' });
    }
    const theft = shop.checkout({ id: guestCart.id, credentials: owner });
    await expect(theft).rejects.toMatchObject({ status: 404, code: 'carts.cart-not-found' });
  });
});

describe("someone else's order", () => {
  it('does not exist for a stranger', async () => {
    for (const credentials of [...Object.values(strangers), guestCart.credentials]) {
      const asked = client(credentials);
      const notFound = { status: 404, code: 'orders.order-not-found' };
      await expect(getOrder(asked, { orderId: order.id })).rejects.toMatchObject(notFound);
      await expect(cancelOrder(asked, { orderId: order.id, body: {} })).rejects.toMatchObject(notFound);
    }
    expect((await shop.getOrder(order.id, owner)).status).toBe('confirmed');
  });

  it("of a guest does not exist for a shopper, and is not in the shopper's list", async () => {
    await expect(shop.getOrder(guestOrder.id, owner)).rejects.toMatchObject({ status: 404 });
    expect((await shop.listOrders(owner.token ?? '')).map(({ id }) => id)).not.toContain(guestOrder.id);
  });

  it('is open to an admin, who goes on record', async () => {
    const { accessToken: token } = await shop.signIn(shop.ADMIN);
    for (const { id } of [order, guestOrder]) {
      expect((await shop.getOrder(id, { token })).id).toBe(id);
      const entry = await eventually(async () => {
        const [found] = (await listAuditLog(client({ token }), { target: id })).data.data;
        if (found === undefined) throw new Error('It is not recorded yet.');
        return found;
      });
      expect(entry).toMatchObject({ action: 'orders.order-read', kind: 'access', before: null, after: null });
    }
  });
});

describe('a stale version', () => {
  it('is refused on profiles, products and carts, and changes nothing', async () => {
    const { accessToken: token } = await shop.signIn(shop.ADMIN);
    const { data } = await shop.listProducts({ limit: 1 });
    const productId = data[0]?.id ?? '';
    const stale = '"999999"';
    const calls = [
      ['PATCH', '/v1/users/me', { token, ifMatch: stale, body: { name: 'Nobody' } }],
      ['PATCH', `/v1/products/${productId}`, { token, ifMatch: stale, body: { name: 'Nothing' } }],
      ['DELETE', `/v1/products/${productId}`, { token, ifMatch: stale }],
      ['PATCH', `/v1/carts/${cart.id}/items/${itemId}`, { ...owner, ifMatch: stale, body: { quantity: 7 } }],
    ] as const;
    for (const [method, path, call] of calls) {
      const answer = await request(method, path, call);
      expect([path, answer.status, Problem.parse(answer.body).code]).toEqual([path, 412, 'request.stale-version']);
    }
    expect((await shop.getCart(cart)).items[0]?.quantity).toBe(1);
  });
});

describe('an idempotency key', () => {
  it('cannot be used again for another request', async () => {
    const idempotencyKey = randomUUID();
    const open = (currency: CurrencyCode) => createCart(client(owner), { idempotencyKey, body: { currency } });
    expect((await open('GBP')).status).toBe(201);
    await expect(open('EUR')).rejects.toMatchObject({ status: 422, code: 'idempotency.key-reused' });
  });
});
