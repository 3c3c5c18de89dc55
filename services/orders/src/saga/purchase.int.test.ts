import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTable } from '@tradewind/dynamodb';
import { OrderView } from '@tradewind/contracts/orders/views';
import { newId } from '@tradewind/kernel';
import { eventually } from '@tradewind/testing';
import { dynamoOrders } from '../adapters/dynamo-orders.ts';
import { placeOrder } from '../domain/order.ts';
import { hashCartToken } from '../domain/access.ts';
import { newOrder } from '../test-support/sample-orders.ts';
import { openShop } from '../test-support/shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;

beforeAll(async () => {
  shop = await openShop();
}, 60_000);

afterAll(() => shop.cloud.close());

describe('a purchase through the services themselves', () => {
  it('is confirmed, takes its stock, and gives it back when it is cancelled', async () => {
    const before = await shop.available();
    const cart = await shop.fillCart();
    const { status, body, location } = await shop.checkout(cart, 'pm_sandbox_ok');
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'confirmed', email: 'guest@example.test' } });
    const order = OrderView.parse(body);
    expect(location).toBe(`/v1/orders/${order.id}`);
    expect(order.items).toHaveLength(3);
    expect(await shop.order(order.id, cart)).toEqual(order);
    expect(await shop.available()).toEqual(before.map((units) => units - 1));

    const again = await shop.checkout(cart, 'pm_sandbox_ok');
    expect({ ...again, code: shop.codeOf(again.body) }).toMatchObject({
      status: 409,
      code: 'carts.already-checked-out',
    });

    const cancelled = await shop.cancel(order.id, cart);
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled', payment: { status: 'voided' } } });
    expect(await shop.available()).toEqual(before);
  });

  it('that is declined leaves stock and cart as they were', async () => {
    const before = await shop.available();
    const cart = await shop.fillCart();
    const declined = await shop.checkout(cart, 'pm_sandbox_declined');
    expect({ status: declined.status, code: shop.codeOf(declined.body) }).toEqual({
      status: 402,
      code: 'payments.declined',
    });
    expect(await shop.available()).toEqual(before);
    expect(await shop.checkout(cart, 'pm_sandbox_ok')).toMatchObject({ status: 201 });
  });

  it('survives a provider that fails once', async () => {
    const cart = await shop.fillCart();
    expect(await shop.checkout(cart, 'pm_sandbox_fails_once')).toMatchObject({ status: 201 });
  });

  it.each([
    ['another total', { expectedTotal: { amount: 1, currency: 'GBP' } }, 409, 'carts.total-changed'],
    ['an unknown cart', { cartId: newId('crt') }, 404, 'carts.cart-not-found'],
    ['an unknown payment method', { paymentMethod: 'pm_nobody_knows' }, 422, 'payments.unknown-payment-method'],
  ])('is refused for %s', async (_, extra, status, code) => {
    const cart = await shop.fillCart();
    const answer = await shop.checkout(cart, 'pm_sandbox_ok', extra);
    expect({ status: answer.status, code: shop.codeOf(answer.body) }).toEqual({ status, code });
    expect(await shop.checkout(cart, 'pm_sandbox_ok')).toMatchObject({ status: 201 });
  });

  it('of one cart, asked for ten times at once, becomes one order', async () => {
    const cart = await shop.fillCart();
    const before = await shop.available();
    const answers = await Promise.all(Array.from({ length: 10 }, () => shop.checkout(cart, 'pm_sandbox_ok')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    expect(await shop.available()).toEqual(before.map((units) => units - 1));
  });

  it('whose process died after placing it is finished by the schedule', async () => {
    const cart = await shop.fillCart();
    const { request } = newOrder();
    const { expectedTotal: _other, ...asked } = { ...request, cartId: cart.cartId };
    const buyer = { role: 'guest', cartTokenHash: hashCartToken(cart.token['x-cart-token']) } as const;
    const placed = placeOrder(newOrder({ buyer, request: asked }));
    await dynamoOrders(openTable('tradewind-orders-dev')).add(placed);
    await shop.resume();
    await eventually(async () => {
      expect(await shop.order(placed.id, cart)).toMatchObject({ status: 'confirmed' });
    });
  });
});
