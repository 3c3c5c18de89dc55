import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mailTo } from './support/mailbox.ts';
import * as shop from './support/shopping.ts';

async function filledCart(quantity = 1): Promise<shop.OpenCart> {
  const cart = await shop.createCart();
  for (const { id } of await shop.sellableVariants(1)) await shop.addItem(cart, id, quantity);
  return cart;
}

function guest(): { email: string } {
  return { email: `guest-${randomUUID()}@example.com` };
}

describe('a guest', () => {
  it('buys without an account and follows the order by the cart token', async () => {
    const { email } = guest();
    const cart = await filledCart();

    const order = await shop.buy(cart, { email });

    expect(order).toMatchObject({ status: 'confirmed', email });
    expect(await shop.getOrder(order.id, cart.credentials)).toEqual(order);
    await mailTo(email, new RegExp(order.id));
  });

  it('gets the same answer for the same key, and one order', async () => {
    const cart = await filledCart();
    const options = { ...guest(), key: randomUUID() };

    const first = await shop.checkout(cart, options);
    const second = await shop.checkout(cart, options);

    expect(second.data).toEqual(first.data);
    expect([first, second].map(({ replayed }) => replayed)).toEqual([false, true]);
  });

  it('cannot buy the same cart twice', async () => {
    const cart = await filledCart();
    await shop.buy(cart, guest());

    const again = { status: 409, code: 'carts.already-checked-out' };
    await expect(shop.checkout(cart, guest())).rejects.toMatchObject(again);
  });

  it('is told when the card is declined, keeps the cart and may try another', async () => {
    const cart = await filledCart();
    const declined = shop.checkout(cart, { ...guest(), paymentMethod: 'pm_sandbox_declined' });
    await expect(declined).rejects.toMatchObject({ status: 402, code: 'payments.declined' });

    expect((await shop.buy(cart, guest())).status).toBe('confirmed');
  });

  it('does not notice that the payment provider failed once', async () => {
    const order = await shop.buy(await filledCart(), { ...guest(), paymentMethod: 'pm_sandbox_fails_once' });
    expect(order.status).toBe('confirmed');
  });

  it('is told that the total changed', async () => {
    const cart = await filledCart();
    const refused = shop.checkout(cart, { ...guest(), expectedTotal: { amount: 1, currency: 'GBP' } });
    await expect(refused).rejects.toMatchObject({ status: 409, code: 'carts.total-changed' });
  });

  it('cannot buy more than there is, and nothing stays reserved', async () => {
    const [variant] = await shop.publishProducts(1, 5);
    if (variant === undefined) throw new Error('There is nothing to buy.');
    const before = await shop.getStock(variant.sku);
    const cart = await shop.createCart();
    await shop.addItem(cart, variant.id, 999);

    const refused = { status: 409, code: 'inventory.insufficient-stock' };
    await expect(shop.checkout(cart, guest())).rejects.toMatchObject(refused);
    expect(await shop.getStock(variant.sku)).toEqual(before);
  });
});
