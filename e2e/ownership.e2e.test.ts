import { beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditLog } from '@tradewind/contracts/identity/list-audit-log';
import type { OrderView } from '@tradewind/contracts/orders/views';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { request } from './support/api.ts';
import * as shop from './support/shopping.ts';

let owner: shop.Credentials;
let cart: shop.OpenCart;
let itemId: string;
let order: OrderView;
let guestCart: shop.OpenCart;
let guestOrder: OrderView;

/** Callers who have rights, but not to these things; what an admin may is elsewhere. */
let strangers: Readonly<Record<string, shop.Credentials>>;

beforeAll(async () => {
  const [variant] = await shop.publishProducts(1, 50);
  if (variant === undefined) throw new Error('There is nothing to buy.');
  owner = { token: (await shop.signIn(shop.SHOPPER)).accessToken };
  const bought = await shop.createCart(owner);
  await shop.addItem(bought, variant.id);
  order = shop.orderOf(await shop.checkout(bought, { email: shop.SHOPPER.email }));
  cart = await shop.createCart(owner);
  itemId = (await shop.addItem(cart, variant.id)).items[0]?.id ?? '';
  guestCart = await shop.createCart();
  await shop.addItem(guestCart, variant.id);
  guestOrder = shop.orderOf(await shop.checkout(guestCart, { email: `guest-${randomUUID()}@example.com` }));
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
        expect([method, answer.status, shop.problemCode(answer)]).toEqual([method, 404, 'carts.cart-not-found']);
      }
    }
    expect(await shop.getCart(cart)).toEqual(before);
  });

  it('cannot be bought by a stranger, nor by another shopper of the same shop', async () => {
    for (const credentials of Object.values(strangers)) {
      const answer = await shop.checkout({ id: cart.id, credentials }, { email: 'thief@example.com' });
      expect([answer.status, shop.problemCode(answer)]).toEqual([404, 'carts.cart-not-found']);
    }
    const answer = await shop.checkout({ id: guestCart.id, credentials: owner });
    expect([answer.status, shop.problemCode(answer)]).toEqual([404, 'carts.cart-not-found']);
  });
});

describe("someone else's order", () => {
  it('does not exist for a stranger', async () => {
    for (const credentials of [...Object.values(strangers), guestCart.credentials]) {
      const read = await request('GET', `/v1/orders/${order.id}`, credentials);
      expect([read.status, shop.problemCode(read)]).toEqual([404, 'orders.order-not-found']);
      const cancel = { ...credentials, key: randomUUID(), body: {} };
      const cancelled = await request('POST', `/v1/orders/${order.id}/cancel`, cancel);
      expect([cancelled.status, shop.problemCode(cancelled)]).toEqual([404, 'orders.order-not-found']);
    }
    expect((await shop.getOrder(order.id, owner)).status).toBe('confirmed');
  });

  it("of a guest does not exist for a shopper, and is not in the shopper's list", async () => {
    expect((await request('GET', `/v1/orders/${guestOrder.id}`, owner)).status).toBe(404);
    expect((await shop.listOrders(owner.token ?? '')).map(({ id }) => id)).not.toContain(guestOrder.id);
  });

  it('is open to an admin, who goes on record', async () => {
    const { accessToken: token } = await shop.signIn(shop.ADMIN);
    for (const { id } of [order, guestOrder]) {
      expect((await shop.getOrder(id, { token })).id).toBe(id);
      const entry = await eventually(async () => {
        const { body } = await request('GET', `/v1/audit-log?target=${id}`, { token });
        const [found] = listAuditLog.responses[200].parse(body).data;
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
    const { data } = await shop.listProducts('?limit=1');
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
      expect([path, answer.status, shop.problemCode(answer)]).toEqual([path, 412, 'request.stale-version']);
    }
    expect((await shop.getCart(cart)).items[0]?.quantity).toBe(1);
  });
});

describe('an idempotency key', () => {
  it('cannot be used again for another request', async () => {
    const key = randomUUID();
    const first = await request('POST', '/v1/carts', { ...owner, key, body: { currency: 'GBP' } });
    const other = await request('POST', '/v1/carts', { ...owner, key, body: { currency: 'EUR' } });
    expect([first.status, other.status, shop.problemCode(other)]).toEqual([201, 422, 'idempotency.key-reused']);
  });
});
