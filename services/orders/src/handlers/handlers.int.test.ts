import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderView } from '@tradewind/contracts/orders/views';
import { pageOf } from '@tradewind/contracts/http/shapes';
import { openTable } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { lambdaContext, startTestCloud } from '@tradewind/testing';
import { dynamoOrders } from '../adapters/dynamo-orders.ts';
import { hashCartToken } from '../domain/access.ts';
import { placeOrder, type Buyer } from '../domain/order.ts';
import { call, httpSample, sampleBody, sampleEvent } from '../test-support/sample-events.ts';
import { CONTENT, newOrder, orderIn } from '../test-support/sample-orders.ts';
import { handler as beginCompensation } from './begin-compensation.ts';
import { handler as cancelOrder } from './cancel-order.ts';
import { handler as confirmOrder } from './confirm-order.ts';
import { handler as createCheckout } from './create-checkout.ts';
import { handler as getOrder } from './get-order.ts';
import { handler as listOrders } from './list-orders.ts';
import { handler as onUserRegistered } from './on-user-registered.ts';
import { handler as publishOutbox } from './publish-outbox.ts';
import { handler as recordClaim } from './record-claim.ts';
import { handler as recordReservation } from './record-reservation.ts';
import { handler as resumeCheckouts } from './resume-checkouts.ts';
import { handler as settleOrder } from './settle-order.ts';

const OrderPage = pageOf(OrderView);
// no secret: made up, as in the samples
const cartToken = 'c2FtcGxlLWNhcnQtdG9rZW4';
const guest: Buyer = { role: 'guest', cartTokenHash: hashCartToken(cartToken) };
/** The id in the samples. */
const SAMPLE_ID = 'ord_01K1V7GP3S8B1X3K5M7N9Q1R3T';
const context = lambdaContext();

let cloud: Awaited<ReturnType<typeof startTestCloud>>;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'orders'] });
  process.env['TABLE_NAME'] = 'tradewind-orders-dev';
  process.env['STATE_MACHINE_ARN'] = 'arn:aws:states:us-east-1:000000000000:stateMachine:tradewind-orders-dev-checkout';
  process.env['CURSOR_SECRET_ID'] = 'tradewind/dev/cursor-signing';
  process.env['EVENT_BUS_NAME'] = 'tradewind-dev';
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

function orders() {
  return dynamoOrders(openTable('tradewind-orders-dev'));
}

async function place(buyer: Buyer = guest, id: string = newId('ord')) {
  const order = placeOrder(newOrder({ buyer, id }));
  await orders().add(order);
  return order;
}

/** As the saga does, through the functions that it calls. */
async function confirmed(buyer: Buyer = guest, id?: string) {
  const order = await place(buyer, id);
  await recordClaim({ orderId: order.id, cart: CONTENT }, context);
  await recordReservation({ orderId: order.id }, context);
  await confirmOrder({ orderId: order.id, paymentId: newId('pay') }, context);
  return order;
}

function read(orderId: string, headers: Record<string, string | undefined> = {}) {
  return call(getOrder, httpSample('get-order', { path: { orderId }, headers }));
}

describe('every sample event', () => {
  it('runs through its handler, in the order of a checkout', async () => {
    expect(await call(getOrder, sampleEvent('get-order'))).toMatchObject({ status: 404 });
    expect(await call(cancelOrder, sampleEvent('cancel-order'))).toMatchObject({ status: 404 });
    expect(await call(listOrders, sampleEvent('list-orders'))).toMatchObject({ status: 200 });
    expect(await onUserRegistered(sampleEvent('on-user-registered'), context)).toEqual({ batchItemFailures: [] });
    await place(guest, SAMPLE_ID);
    expect(await recordClaim(sampleEvent('record-claim'), context)).toMatchObject({
      lines: [{ sku: 'MUG-ENAMEL-BLUE', quantity: 2 }],
    });
    expect(await recordReservation(sampleEvent('record-reservation'), context)).toMatchObject({
      amount: { amount: 4348, currency: 'GBP' },
      paymentMethod: 'pm_sandbox_ok',
    });
    expect(await confirmOrder(sampleEvent('confirm-order'), context)).toMatchObject({ status: 'confirmed' });
    expect(await beginCompensation(sampleEvent('begin-compensation'), context)).toMatchObject({ undoFrom: 'nothing' });
    await expect(settleOrder(sampleEvent('settle-order'), context)).rejects.toMatchObject({
      name: 'orders.not-compensating',
    });
    expect(await call(getOrder, sampleEvent('get-order'))).toMatchObject({ status: 200, headers: { etag: '"4"' } });
    expect(await publishOutbox(sampleEvent('publish-outbox'), context)).toEqual({ batchItemFailures: [] });
    await resumeCheckouts(sampleEvent('resume-checkouts'), context);
  });
});

describe('a checkout that the saga cannot finish in time', () => {
  it('is pending, at its location, for the bearer of the cart token alone; its retry changes nothing', async () => {
    const event = httpSample('create-checkout', { headers: { 'idempotency-key': newId('evt') } });
    const first = await call(createCheckout, event);
    expect(first).toMatchObject({ status: 202, body: { status: 'pending', items: [] }, headers: { etag: '"1"' } });
    const { id } = OrderView.parse(first.body);
    expect(first.headers['location']).toBe(`/v1/orders/${id}`);
    const replay = await call(createCheckout, event);
    expect(replay).toMatchObject({ status: 202, body: { id }, headers: { 'idempotency-replayed': 'true' } });
    expect(await read(id)).toMatchObject({ status: 200, body: { id } });
    const strangers = [undefined, 'another-token-of-a-cart'];
    for (const token of strangers) {
      const answer = await read(id, { 'x-cart-token': token });
      expect(answer).toMatchObject({ status: 404, body: { code: 'orders.order-not-found' } });
    }
  });

  it('refuses its key for another cart', async () => {
    const headers = { 'idempotency-key': newId('evt') };
    await call(createCheckout, httpSample('create-checkout', { headers }));
    const body = { ...sampleBody('create-checkout'), cartId: newId('crt') };
    const answer = await call(createCheckout, httpSample('create-checkout', { headers, body }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it.each([
    ['an email', { body: { ...sampleBody('create-checkout'), email: undefined } }, 422, 'orders.email-required'],
    ['a cart token', { headers: { 'x-cart-token': undefined } }, 404, 'carts.cart-not-found'],
  ])('is refused to a guest without %s', async (_, changes, status, code) => {
    const headers = { 'idempotency-key': newId('evt'), ...('headers' in changes ? changes.headers : {}) };
    const answer = await call(createCheckout, httpSample('create-checkout', { ...changes, headers }));
    expect(answer).toMatchObject({ status, body: { code } });
  });
});

describe('the orders of a shopper', () => {
  const shopper = { role: 'shopper', userId: newId('usr') } as const;
  const claims = { username: shopper.userId, 'cognito:groups': '[shopper]', token_use: 'access' };

  async function page(query: Record<string, string>, as = claims) {
    const { status, body } = await call(listOrders, httpSample('list-orders', { query, claims: as }));
    return { status, body };
  }

  it('are listed newest first, page by page', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.unshift((await confirmed(shopper)).id);
    const first = OrderPage.parse((await page({ limit: '2' })).body);
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.data[0]).toMatchObject({ status: 'confirmed', totals: CONTENT.totals });
    const second = OrderPage.parse((await page({ limit: '2', cursor: first.nextCursor ?? '' })).body);
    expect(second).toMatchObject({ data: [{ id: ids[2] }], nextCursor: null });
    const other = { ...claims, username: newId('usr') };
    const stolen = await page({ cursor: first.nextCursor ?? '' }, other);
    expect(stolen).toMatchObject({ status: 400, body: { code: 'request.invalid-cursor' } });
    expect(OrderPage.parse((await page({}, other)).body)).toEqual({ data: [], nextCursor: null });
  });

  it('refuse a forged cursor', async () => {
    expect(await page({ cursor: 'e30.forged' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid-cursor' },
    });
  });
});

describe('a cancellation', () => {
  function cancel(orderId: string, headers: Record<string, string | undefined> = {}) {
    const key = { 'idempotency-key': newId('evt') };
    return call(cancelOrder, httpSample('cancel-order', { path: { orderId }, headers: { ...key, ...headers } }));
  }

  it('is decided even when nothing can be undone now, and only once', async () => {
    const { id } = await confirmed();
    expect(await cancel(id)).toMatchObject({ status: 202, body: { status: 'cancelling' } });
    expect(await cancel(id)).toMatchObject({ status: 409, body: { code: 'orders.not-cancellable' } });
    expect(await beginCompensation({ orderId: id }, context)).toMatchObject({
      undoFrom: 'payment',
      releaseCart: false,
    });
    expect(await settleOrder({ orderId: id }, context)).toEqual({ orderId: id, status: 'cancelled' });
    expect(await read(id)).toMatchObject({ body: { status: 'cancelled', payment: { status: 'voided' } } });
  });

  it('is refused for somebody else’s order as if there were none, and changes nothing', async () => {
    const { id } = await confirmed();
    const answer = await cancel(id, { 'x-cart-token': 'another-token-of-a-cart' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'orders.order-not-found' } });
    expect(await read(id)).toMatchObject({ body: { status: 'confirmed' }, headers: { etag: '"4"' } });
  });

  it('needs no body', async () => {
    const { id } = await confirmed();
    const sent = httpSample('cancel-order', { path: { orderId: id }, headers: { 'idempotency-key': newId('evt') } });
    expect(await call(cancelOrder, { ...Object(sent), body: undefined })).toMatchObject({ status: 202 });
    expect(await orders().find(id)).toMatchObject({ status: 'cancelling', reason: null });
  });

  it('is refused while the order is pending', async () => {
    const { id } = await place();
    expect(await cancel(id)).toMatchObject({ status: 409, body: { code: 'orders.not-cancellable' } });
  });
});

describe('the steps of the saga', () => {
  it('fail under the codes on which it branches', async () => {
    const { placed } = orderIn();
    const missing = { orderId: placed.id };
    await expect(recordReservation(missing, context)).rejects.toMatchObject({ name: 'orders.order-not-found' });
    await expect(recordReservation({}, context)).rejects.toMatchObject({ name: 'request.invalid' });
    const { id: orderId } = await place();
    await expect(recordReservation({ orderId }, context)).rejects.toMatchObject({ name: 'orders.checkout-settled' });
    await beginCompensation({ orderId, failureCode: 'carts.empty' }, context);
    const late = confirmOrder({ orderId, paymentId: newId('pay') }, context);
    await expect(late).rejects.toMatchObject({ name: 'orders.checkout-settled' });
    expect(await settleOrder({ orderId }, context)).toEqual({ orderId, status: 'rejected' });
    expect(await read(orderId)).toMatchObject({ body: { status: 'rejected', failure: { code: 'carts.empty' } } });
  });
});
