import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reserveStock as reserveContract } from '@tradewind/contracts/inventory/reserve-stock';
import { newId } from '@tradewind/kernel';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { httpSample, sampleEvent } from '../test-support/sample-events.ts';
import { handler as adjustStock } from './adjust-stock.ts';
import { handler as commitReservation } from './commit-reservation.ts';
import { handler as lookUpStock } from './look-up-stock.ts';
import { handler as onStockFeedReceived } from './on-stock-feed-received.ts';
import { handler as expireReservations } from './expire-reservations.ts';
import { handler as getStock } from './get-stock.ts';
import { handler as publishOutbox } from './publish-outbox.ts';
import { handler as releaseStock } from './release-stock.ts';
import { handler as reserveStock } from './reserve-stock.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'inventory'] });
  Object.assign(process.env, { TABLE_NAME: 'tradewind-inventory-dev', EVENT_BUS_NAME: 'tradewind-dev' });
});

afterAll(() => cloud.close());

const context = lambdaContext();

async function adjust(sku: string, change: object, key: string = newId('itm')) {
  const body = JSON.stringify({ locationId: 'london', delta: 5, reason: 'received', ...change });
  const event = httpSample('adjust-stock', { pathParameters: { sku }, body, headers: { 'idempotency-key': key } });
  const answer = await adjustStock(event, context);
  return { statusCode: answer.statusCode, headers: answer.headers, content: JSON.parse(answer.body) };
}

async function stockOf(sku: string) {
  const { statusCode, body } = await getStock(httpSample('get-stock', { pathParameters: { sku } }), context);
  return { statusCode, content: JSON.parse(body) };
}

describe('every sample event', () => {
  it('runs through its handler', async () => {
    expect(await adjustStock(sampleEvent('adjust-stock'), context)).toMatchObject({ statusCode: 201 });
    expect(await getStock(sampleEvent('get-stock'), context)).toMatchObject({ statusCode: 200 });
    const reserved = await reserveStock(sampleEvent('reserve-stock'), context);
    expect(reserveContract.response.parse(reserved)).toMatchObject({
      allocations: [{ sku: 'TW-SHIRT-NAVY-M', locationId: 'london', quantity: 2 }],
    });
    expect(await commitReservation(sampleEvent('commit-reservation'), context)).toEqual({
      reservationId: reserveContract.response.parse(reserved).reservationId,
    });
    expect(await releaseStock(sampleEvent('release-stock'), context)).toEqual({});
    expect(await onStockFeedReceived(sampleEvent('on-stock-feed-received'), context)).toEqual({
      batchItemFailures: [],
    });
    expect(await lookUpStock(sampleEvent('look-up-stock'), context)).toMatchObject({ sku: 'TW-SAMPLE', available: 12 });
    await expireReservations(sampleEvent('expire-reservations'), context);
    expect(await publishOutbox(sampleEvent('publish-outbox'), context)).toEqual({ batchItemFailures: [] });
  });
});

describe('stock', () => {
  it('is adjusted once for one key, and shown with what is reserved of it', async () => {
    const sku = newId('itm');
    const key = newId('itm');
    expect(await adjust(sku, { reason: 'initial' }, key)).toMatchObject({ statusCode: 201 });
    const replay = await adjust(sku, { reason: 'initial' }, key);
    expect(replay).toMatchObject({ statusCode: 201, headers: { 'idempotency-replayed': 'true' } });
    await adjust(sku, { locationId: 'rotterdam', delta: 3 });
    await reserveStock({ orderId: newId('ord'), lines: [{ sku, quantity: 2 }] }, context);
    expect(await stockOf(sku)).toEqual({
      statusCode: 200,
      content: {
        sku,
        available: 6,
        locations: [
          { locationId: 'london', onHand: 5, reserved: 2, available: 3 },
          { locationId: 'rotterdam', onHand: 3, reserved: 0, available: 3 },
        ],
      },
    });
  });

  it.each<[string, object, number, string]>([
    ['opened twice', { reason: 'initial' }, 409, 'inventory.already-stocked'],
    ['taken although reserved', { delta: -5, reason: 'damaged' }, 409, 'inventory.below-reserved'],
    ['received downwards', { delta: -1 }, 422, 'inventory.wrong-direction'],
    ['corrected by nothing', { delta: 0, reason: 'correction' }, 422, 'inventory.wrong-direction'],
  ])('is not %s', async (_, change, status, code) => {
    const sku = newId('itm');
    await adjust(sku, { reason: 'initial' });
    await reserveStock({ orderId: newId('ord'), lines: [{ sku, quantity: 1 }] }, context);
    const before = await stockOf(sku);
    expect(await adjust(sku, change)).toMatchObject({ statusCode: status, content: { code } });
    expect(await stockOf(sku)).toEqual(before);
  });

  it('of an unknown SKU is not found', async () => {
    expect(await stockOf(newId('itm'))).toMatchObject({
      statusCode: 404,
      content: { code: 'inventory.stock-not-found' },
    });
  });
});

describe('a stock feed', () => {
  it('that breaks its schema goes back to its queue, and the others do not', async () => {
    const sku = newId('itm');
    const feed = { feedId: newId('itm'), locationId: 'leeds', lines: [{ sku, onHand: 3 }] };
    const sound = JSON.stringify({ submittedBy: 'key_1', requestId: 'req-1', feed });
    const Records = ['{', JSON.stringify({ feed }), sound].map((body, index) => ({ messageId: `m-${index}`, body }));
    expect(await onStockFeedReceived({ Records }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }],
    });
    expect(await stockOf(sku)).toMatchObject({ content: { available: 3 } });
  });

  it('is answered to the gateway by messages that its patterns know', async () => {
    await expect(lookUpStock({ sku: newId('itm') }, context)).rejects.toMatchObject({
      message: expect.stringMatching(/^No stock is kept of the SKU /),
    });
    await expect(lookUpStock({ sku: "O'Neill" }, context)).rejects.toMatchObject({
      message: expect.stringMatching(/^The request is invalid: /),
    });
  });
});

describe('the steps of the saga', () => {
  it('fail under the codes on which the state machine branches', async () => {
    const [orderId, sku] = [newId('ord'), newId('itm')];
    const reserve = { orderId, lines: [{ sku, quantity: 1 }] };
    const many = Array.from({ length: 99 }, (_, index) => ({ sku: `S-${index}`, quantity: 1 }));
    const named = (name: string) => expect.objectContaining({ name });
    await expect(reserveStock(reserve, context)).rejects.toEqual(named('inventory.insufficient-stock'));
    await expect(reserveStock({ orderId, lines: many }, context)).rejects.toEqual(named('carts.too-many-lines'));
    await expect(commitReservation({ orderId }, context)).rejects.toEqual(named('inventory.reservation-expired'));
    await releaseStock({ orderId }, context);
    await expect(reserveStock(reserve, context)).rejects.toEqual(named('inventory.reservation-released'));
    await expect(commitReservation({ orderId }, context)).rejects.toEqual(named('inventory.reservation-released'));
  });
});
