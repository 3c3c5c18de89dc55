import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addCartItem,
  confirmUser,
  createAddress,
  createCart,
  createCheckout,
  createClient,
  createExport,
  deleteAccount,
  deleteAddress,
  getExport,
  getOrder,
  getProfile,
  registerUser,
  signIn,
  signingFetch,
  updateAddress,
  type Client,
} from '@tradewind/client';
import { newId } from '@tradewind/kernel';
import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import { roleArn } from '@tradewind/local-cloud/iam/roles';
import { eventually } from '@tradewind/testing';
import * as z from 'zod/mini';
import { parkedOrder, shippingAddress } from './parked-order.test-support.ts';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('identity', 'catalog', 'inventory', 'carts', 'payments', 'orders', 'partner');
}, 60_000);
afterAll(() => shop.cloud.close());

const WithVariants = z.object({ variants: z.array(z.object({ id: z.string() })) });
const Issued = z.object({ key: z.object({ id: z.string() }), secret: z.string() });

async function issued() {
  const body = { name: 'A warehouse', plan: 'partner' };
  const answer = await shop.http('identity/create-api-key', { method: 'POST', path: '/v1/api-keys', body });
  return Issued.parse(answer.body);
}

function partnerCall(secret: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `ApiKey ${secret}`, 'content-type': 'application/json' };
  return fetch(`${shop.cloud.url}/partner/v1/${path}`, { ...init, headers });
}

describe('the gateway and its functions do their work with the roles they have', () => {
  it('takes feeds into its queue, which open and correct the stock', async () => {
    const { secret } = await issued();
    const sku = newId('itm');
    for (const onHand of [4, 6]) {
      const feed = { feedId: newId('evt'), locationId: 'leeds', lines: [{ sku, onHand }] };
      const taken = await partnerCall(secret, 'stock-feeds', { method: 'POST', body: JSON.stringify(feed) });
      expect(taken.status).toBe(202);
      const stock = `/v1/stock/${sku}`;
      await eventually(async () => {
        const { body } = await shop.http('inventory/get-stock', { path: stock, pathParameters: { sku } });
        expect(body['available']).toBe(onHand);
      });
    }
    expect((await partnerCall(secret, `stock/${sku}`)).status).toBe(200);
  });

  it('lists keys page by page, and withdraws them', async () => {
    const [{ key, secret }] = [await issued(), await issued()];
    const listed = await shop.http('identity/list-api-keys', { path: '/v1/api-keys' });
    expect(JSON.stringify(listed.body)).toContain(key.id);
    const page = await shop.http('identity/list-api-keys', { path: '/v1/api-keys', query: { limit: '1' } });
    expect(page.body).toMatchObject({ data: [expect.anything()], nextCursor: expect.any(String) });
    const withdrawn = await shop.http('identity/delete-api-key', {
      method: 'DELETE',
      path: `/v1/api-keys/${key.id}`,
      pathParameters: { keyId: key.id },
    });
    expect([withdrawn.status, (await partnerCall(secret, 'products')).status]).toEqual([204, 401]);
  });

  it('lets the operator settle a parked order, or undo it once more', async () => {
    const accessKeyId = accessKeyOf(roleArn('tradewind-orders-dev-operator'));
    const send = signingFetch({ credentials: { accessKeyId, secretAccessKey: 'local' }, region: 'us-east-1' });
    const resolve = async (action: string) => {
      const answer = await send(
        `${shop.cloud.url}/internal/v1/orders/${await parkedOrder(shop.table('orders'))}/resolution`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ action, note: 'The provider is back.' }),
        },
      );
      return answer.status;
    };
    expect(await resolve('settle')).toBe(200);
    // Only the saga, having undone everything, settles it; without it the order would stay parked.
    expect(await resolve('retry')).toBe(200);
  });
});

const password = 'correct horse battery';

async function signedUp(...groups: readonly string[]): Promise<Client> {
  const client = createClient({ baseUrl: shop.cloud.url });
  const email = `${newId('usr').toLowerCase()}@example.test`;
  await registerUser(client, { body: { name: 'Ada', email, password } });
  await confirmUser(client, { body: { email, code: await shop.mailedCode(email) } });
  await signIn(client, { email, password });
  if (groups.length === 0) return client;
  const { id: Username } = (await getProfile(client)).data;
  for (const GroupName of groups) {
    await shop.cloud.cognito.run('AdminAddUserToGroup', { UserPoolId: 'us-east-1_Local0001', Username, GroupName });
  }
  await signIn(client, { email, password });
  return client;
}

/** Answers the id of a variant with units in stock. */
async function onSale(): Promise<string> {
  const sku = newId('itm');
  const headers = { 'idempotency-key': sku };
  const variants = [{ sku, prices: [{ amount: 1250, currency: 'GBP' }] }];
  const body = { name: 'Mug', category: 'kitchen', variants };
  const created = await shop.http('catalog/create-product', { method: 'POST', path: '/v1/products', headers, body });
  await shop.http('inventory/adjust-stock', {
    method: 'POST',
    path: `/v1/stock/${sku}/adjustments`,
    pathParameters: { sku },
    headers,
    body: { locationId: 'leeds', delta: 5, reason: 'initial' },
  });
  return z.parse(WithVariants, created.body).variants[0]?.id ?? '';
}

async function buy(client: Client, variantId: string): Promise<string> {
  const { data: cart } = await createCart(client, { body: { currency: 'GBP' } });
  await eventually(() => addCartItem(client, { cartId: cart.id, body: { variantId, quantity: 1 } }));
  const body = { cartId: cart.id, shippingAddress, paymentMethod: 'pm_sandbox_ok' };
  // Without an email: the orders know it once they have heard of the registration.
  return eventually(async () => (await createCheckout(client, { body })).data.id);
}

describe('all services together, with the roles they have,', () => {
  let client: Client;
  beforeAll(async () => {
    client = await signedUp();
  });

  it('keep addresses', async () => {
    const { data: address, etag: ifMatch } = await createAddress(client, { body: shippingAddress });
    const addressId = address.id;
    const updated = await updateAddress(client, { addressId, ifMatch, body: { city: 'Leeds' } });
    expect(updated.data).toMatchObject({ id: addressId, city: 'Leeds' });
    expect((await deleteAddress(client, { addressId, ifMatch: updated.etag })).status).toBe(204);
  });

  it('sell, hand over a copy of what they keep, and forget', async () => {
    const orderId = await buy(client, await onSale());
    const { data: read } = await getOrder(await signedUp('admin'), { orderId });
    expect(read).toMatchObject({ id: orderId, status: 'confirmed' });

    const { id: exportId } = (await createExport(client)).data;
    await eventually(async () => {
      const { data } = (await getExport(client, { exportId })).data;
      expect(data).toMatchObject({ orders: [{ id: orderId }], carts: [{ currency: 'GBP' }] });
    });

    const { id: userId } = (await getProfile(client)).data;
    await deleteAccount(client, { body: { password } });
    await eventually(async () => {
      const path = `/v1/users/${userId}/erasure`;
      const { body } = await shop.http('identity/get-erasure', { path, pathParameters: { userId } });
      expect(body).toMatchObject({ status: 'complete' });
    });
  }, 60_000);
});
