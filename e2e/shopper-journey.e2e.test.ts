import { describe, expect, it } from '@jest/globals';
import { cancelOrder, getProfile } from '@tradewind/client';
import { randomUUID } from 'node:crypto';
import { client } from './support/client.ts';
import { mailsTo, mailTo } from './support/mailbox.ts';
import * as shop from './support/shopping.ts';

describe('a new shopper', () => {
  it('registers, confirms, logs in, buys three products and is mailed about it', async () => {
    const email = `ada-${randomUUID()}@example.com`;
    const { token } = await shop.signUp({ email, password: 'Analytical-engine-1' });
    expect((await getProfile(client({ token }))).data).toMatchObject({ name: 'Ada Byron', email });

    const variants = await shop.publishProducts(3, 5);
    const before = await Promise.all(variants.map(({ sku }) => shop.getStock(sku)));
    const cart = await shop.createCart({ token });
    for (const { id } of variants) await shop.addItem(cart, id);
    const { totals, items } = await shop.getCart(cart);
    expect(items).toHaveLength(3);

    const answer = await shop.checkout(cart, { email, expectedTotal: totals.total });
    const { data: order } = answer;
    expect(answer.status).toBe(201);
    expect(order).toMatchObject({ status: 'confirmed', totals: { total: totals.total } });
    expect(answer.headers.get('location')).toBe(`/v1/orders/${order.id}`);
    expect(await shop.getOrder(order.id, { token })).toEqual(order);
    expect((await shop.listOrders(token)).map(({ id }) => id)).toEqual([order.id]);

    const after = await Promise.all(variants.map(({ sku }) => shop.getStock(sku)));
    expect(after.map(({ available }) => available)).toEqual(before.map(({ available }) => available - 1));

    const confirmationMail = await mailTo(email, new RegExp(order.id));
    for (const item of order.items) expect(confirmationMail.text).toContain(item.name);
    await mailTo(email, /welcome/i);
    expect((await mailsTo(email)).filter(({ subject }) => subject.includes(order.id))).toHaveLength(1);
  });

  it('cancels the order: stock comes back, the payment is voided, a mail says so', async () => {
    const { accessToken: token } = await shop.signIn(shop.SHOPPER);
    const [variant] = await shop.publishProducts(1, 5);
    if (variant === undefined) throw new Error('There is nothing to buy.');
    const cart = await shop.createCart({ token });
    await shop.addItem(cart, variant.id, 2);
    const order = await shop.buy(cart, { email: shop.SHOPPER.email });
    const { available } = await shop.getStock(variant.sku);

    const cancel = () => cancelOrder(client({ token }), { orderId: order.id, body: { reason: 'Changed my mind' } });
    const { data: cancelled } = await cancel();

    expect(cancelled).toMatchObject({ status: 'cancelled', payment: { status: 'voided' } });
    expect((await shop.getStock(variant.sku)).available).toBe(available + 2);
    await mailTo(shop.SHOPPER.email, new RegExp(`${order.id}.*cancel|cancel.*${order.id}`, 'i'));
    await expect(cancel()).rejects.toMatchObject({ status: 409, code: 'orders.not-cancellable' });
  });
});
