import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('inventory');
}, 60_000);
afterAll(() => shop.cloud.close());

async function stocked(quantity: number): Promise<string> {
  const sku = newId('itm');
  const answer = await shop.http('inventory/adjust-stock', {
    method: 'POST',
    path: `/v1/stock/${sku}/adjustments`,
    pathParameters: { sku },
    headers: { 'idempotency-key': newId('evt') },
    body: { locationId: 'london', delta: quantity, reason: 'received' },
  });
  expect(answer.status).toBe(201);
  return sku;
}

async function available(sku: string): Promise<unknown> {
  const answer = await shop.http('inventory/get-stock', { path: `/v1/stock/${sku}`, pathParameters: { sku } });
  return answer.body['available'];
}

async function reserved(sku: string, quantity: number): Promise<string> {
  const orderId = newId('ord');
  const result = await shop.invoke('inventory/reserve-stock', { orderId, lines: [{ sku, quantity }] });
  expect(result).toMatchObject({ payload: { allocations: [{ sku, quantity }] } });
  return orderId;
}

describe('the functions of the inventory do their work with the roles they have', () => {
  it('commits a reservation', async () => {
    const sku = await stocked(5);
    const orderId = await reserved(sku, 2);
    expect(await shop.invoke('inventory/commit-reservation', { orderId })).not.toHaveProperty('functionError');
    expect(await available(sku)).toBe(3);
  });

  it('releases a reservation, also one that never was', async () => {
    const sku = await stocked(5);
    const orderId = await reserved(sku, 2);
    expect(await shop.invoke('inventory/release-stock', { orderId })).not.toHaveProperty('functionError');
    expect(await available(sku)).toBe(5);
    const none = { orderId: newId('ord') };
    expect(await shop.invoke('inventory/release-stock', none)).not.toHaveProperty('functionError');
  });

  it('gives back what was held too long', async () => {
    const sku = await stocked(5);
    const orderId = await reserved(sku, 2);
    const table = shop.table('inventory');
    const key = { pk: `RESERVATION#${orderId}`, sk: 'RESERVATION' };
    const row = await table.get(key);
    const dueAt = '2026-01-01T00:00:00.000Z';
    await table.put({ ...row, ...key, dueAt, gsi1sk: `${dueAt}#${orderId}` });
    expect(await shop.invoke('inventory/expire-reservations', {})).not.toHaveProperty('functionError');
    expect(await available(sku)).toBe(5);
  });

  it('publishes its events, and gives up what cannot be one', async () => {
    await stocked(1);
    await shop.published('inventory');
    expect(await shop.failsToPublish('inventory')).toContain('RetryAttemptsExhausted');
  }, 30_000);
});
