import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signingFetch } from '@tradewind/client';
import { newId } from '@tradewind/kernel';
import { accessKeyOf } from '@tradewind/local-cloud/functions/environment';
import { roleArn } from '@tradewind/local-cloud/iam/roles';
import { eventually } from '@tradewind/testing';
import * as z from 'zod/mini';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('identity', 'catalog', 'inventory', 'orders', 'partner');
}, 60_000);
afterAll(() => shop.cloud.close());

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
  it('takes a feed into its queue, which corrects the stock', async () => {
    const { secret } = await issued();
    const sku = newId('itm');
    const feed = { feedId: newId('evt'), locationId: 'leeds', lines: [{ sku, onHand: 4 }] };
    const taken = await partnerCall(secret, 'stock-feeds', { method: 'POST', body: JSON.stringify(feed) });
    expect(taken.status).toBe(202);
    await eventually(async () => expect((await partnerCall(secret, `stock/${sku}`)).status).toBe(200));
  });

  it('lists and withdraws keys', async () => {
    const { key, secret } = await issued();
    const listed = await shop.http('identity/list-api-keys', { path: '/v1/api-keys' });
    expect(JSON.stringify(listed.body)).toContain(key.id);
    const withdrawn = await shop.http('identity/delete-api-key', {
      method: 'DELETE',
      path: `/v1/api-keys/${key.id}`,
      pathParameters: { keyId: key.id },
    });
    expect([withdrawn.status, (await partnerCall(secret, 'products')).status]).toEqual([204, 401]);
  });

  it('lets the operator resolve a parked order', async () => {
    const orderId = newId('ord');
    const accessKeyId = accessKeyOf(roleArn('tradewind-orders-dev-operator'));
    const send = signingFetch({ credentials: { accessKeyId, secretAccessKey: 'local' }, region: 'us-east-1' });
    const answer = await send(`${shop.cloud.url}/internal/v1/orders/${orderId}/resolution`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'settle', note: 'Done by hand.' }),
    });
    expect(answer.status).toBe(404);
  });
});
