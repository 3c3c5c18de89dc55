import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from './client.ts';
import { addCartItem, createCart } from './generated/carts.ts';
import { listAllProducts, updateProduct } from './generated/catalog.ts';
import { getProfile, updateProfile } from './generated/identity.ts';
import { getStock } from './generated/inventory.ts';
import { cancelOrder, createCheckout, getOrder, listAllOrders } from './generated/orders.ts';
import { getHealth } from './generated/platform.ts';
import { openShop, SHOPPER, type OpenShop } from './open-shop.test-support.ts';
import type { Client, DataOf, InputOf } from './operation.ts';
import { isProblem } from './problem.ts';
import { projectWithClient, readmeExamples } from './readme-examples.test-support.ts';
import { signIn, signOut } from './session.ts';
import { memoryTokenStore } from './token-store.ts';

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop();
}, 90_000);

afterAll(() => shop.cloud.close());

const shippingAddress = { name: 'Ada', line1: '1 High Street', city: 'London', postalCode: 'E1 1AA', country: 'GB' };

async function filledCart(client: Client): Promise<{ client: Client; cartId: string; cartToken: string | undefined }> {
  const { data: cart } = await createCart(client, { body: { currency: 'GBP' } });
  const owner = client.withCartToken(cart.cartToken);
  await addCartItem(owner, { cartId: cart.id, body: { variantId: shop.variant.id, quantity: 2 } });
  return { client: owner, cartId: cart.id, cartToken: cart.cartToken };
}

function checkoutOf(cartId: string, paymentMethod = 'pm_sandbox_ok'): InputOf<typeof createCheckout> {
  return { body: { cartId, email: 'guest@example.com', shippingAddress, paymentMethod } };
}

describe('a guest with the client', () => {
  it('buys, reads the order and cancels it', async () => {
    const { client, cartId } = await filledCart(shop.visitor());
    const before = (await getStock(client, { sku: shop.variant.sku })).data.available;

    const bought = await createCheckout(client, checkoutOf(cartId));
    expect(bought).toMatchObject({ status: 201, data: { status: 'confirmed' }, replayed: false });
    expect((await getStock(client, { sku: shop.variant.sku })).data.available).toBe(before - 2);
    expect((await getOrder(client, { orderId: bought.data.id })).data).toEqual(bought.data);

    const cancelled = await cancelOrder(client, { orderId: bought.data.id });
    expect(cancelled.data.status).toBe('cancelled');
  });

  it('loses an answer and still buys once', async () => {
    let answers = 0;
    const forgetful = createClient({
      baseUrl: shop.cloud.url,
      retry: { baseDelayMs: 1 },
      fetch: async (...request) => {
        const response = await fetch(...request);
        answers += 1;
        if (answers === 1) throw new TypeError('The connection broke.');
        return response;
      },
    });
    const { cartId, cartToken } = await filledCart(shop.visitor());

    const bought = await createCheckout(forgetful, checkoutOf(cartId), { cartToken });
    expect(bought).toMatchObject({ status: 201, data: { status: 'confirmed' }, replayed: true });
    expect(answers).toBe(2);
  });

  it('is told by code what went wrong, and may try another card', async () => {
    const { client, cartId } = await filledCart(shop.visitor());
    const refused: unknown = await createCheckout(client, checkoutOf(cartId, 'pm_sandbox_declined')).catch(
      (error: unknown) => error,
    );
    expect(isProblem(refused, createCheckout) && [refused.status, refused.code]).toEqual([402, 'payments.declined']);
    expect((await createCheckout(client, checkoutOf(cartId))).data.status).toBe('confirmed');
  });

  it('is told which field is wrong', async () => {
    const invalid = createCheckout(shop.visitor(), checkoutOf('crt_wrong'));
    await expect(invalid).rejects.toMatchObject({
      status: 400,
      code: 'request.invalid',
      errors: [expect.objectContaining({ path: expect.stringContaining('cartId') })],
      requestId: expect.any(String),
    });
  });

  it('is refused by the gateway where only shoppers go', async () => {
    await expect(getProfile(shop.visitor())).rejects.toMatchObject({ status: 401, code: 'gateway.unauthorized' });
  });
});

describe('a shopper with the client', () => {
  it('goes on when the access token is no longer good', async () => {
    const tokenStore = memoryTokenStore();
    const client = createClient({ baseUrl: shop.cloud.url, tokenStore });
    await signIn(client, SHOPPER);
    const held = await tokenStore.load();
    if (held === undefined) throw new Error('There are no tokens.');
    await tokenStore.save({ ...held, accessToken: `${held.accessToken.slice(0, -8)}AAAAAAAA` });

    const profiles = await Promise.all([getProfile(client), getProfile(client), getProfile(client)]);
    expect(profiles.map(({ data }) => data.email)).toEqual(profiles.map(() => SHOPPER.email));
    expect((await tokenStore.load())?.accessToken).not.toBe(held.accessToken.slice(0, -8));
  });

  it('changes what was read, and is told when somebody was faster', async () => {
    const client = await shop.shopper();
    const { data, etag } = await getProfile(client);
    await updateProfile(client, { body: { name: data.name }, ifMatch: etag });
    await updateProfile(client, { body: { name: 'Ada King' }, ifMatch: (await getProfile(client)).etag });
    await expect(updateProfile(client, { body: { name: 'Late' }, ifMatch: etag })).rejects.toMatchObject({
      code: 'request.stale-version',
    });
  });

  it('finds every order, page by page', async () => {
    const client = await shop.shopper();
    const bought: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const cart = await filledCart(client);
      bought.unshift((await createCheckout(cart.client, checkoutOf(cart.cartId))).data.id);
    }
    const found: DataOf<typeof getOrder>[] = [];
    for await (const order of listAllOrders(client, { limit: 2 })) found.push(order);
    expect(found.map(({ id }) => id)).toEqual(bought);
  });

  it('is no admin, and nobody after signing out', async () => {
    const client = await shop.shopper();
    for await (const { id } of listAllProducts(client, { currency: 'GBP' })) {
      const change = updateProduct(client, { productId: id, body: { name: 'Mine' }, ifMatch: '"1"' });
      await expect(change).rejects.toMatchObject({ status: 403, code: 'auth.forbidden' });
    }
    await signOut(client);
    await expect(getProfile(client)).rejects.toMatchObject({ status: 401 });
    expect((await getHealth(client)).data.status).toBe('ok');
  });
});

describe('the examples of the README', () => {
  let folder: string;
  let project: Awaited<ReturnType<typeof projectWithClient>>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'tradewind-readme-'));
    project = await projectWithClient(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // In the order of the README.
  it.each([
    { index: 0, what: 'a purchase', output: /^ord_\w+ confirmed$/ },
    { index: 1, what: 'lists', output: /^A mug$/ },
    { index: 2, what: 'sessions', output: /^.+ has bought \d times of late\.$/ },
    { index: 3, what: 'a token store', output: /'tradewind'/ },
    { index: 4, what: 'problems', output: /There is no such order/ },
    { index: 5, what: 'repetition', output: /true true$/ },
  ])('work when they are pasted: $what', async ({ output, index }) => {
    const code = readmeExamples()[index]?.replaceAll('http://localhost:4000', shop.cloud.url) ?? '';
    expect((await project.paste(code)).trim()).toMatch(output);
  });

  it('are all tried', () => {
    expect(readmeExamples()).toHaveLength(6);
  });
});
