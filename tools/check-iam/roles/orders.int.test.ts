import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('orders');
}, 60_000);
afterAll(() => shop.cloud.close());

describe('the functions of the orders do their work with the roles they have', () => {
  it('lists, and knows a cursor that it did not write', async () => {
    expect(await shop.http('orders/list-orders', { path: '/v1/orders' })).toMatchObject({ status: 200 });
    const query = { cursor: 'bm90IG91cnM.bm90IG91cnM' };
    expect(await shop.http('orders/list-orders', { path: '/v1/orders', query })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid-cursor' },
    });
  });

  it('gives up what cannot be an event', async () => {
    expect(await shop.failsToPublish('orders', 'tradewind-orders-dev-outbox-dlq')).toContain('RetryAttemptsExhausted');
  }, 30_000);
});
