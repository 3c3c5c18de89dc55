import { beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpHandler } from '@tradewind/middleware';
import { call, httpSample, sampleBody, type Changes } from '../test-support/sample-events.ts';
import { handler as cancelOrder } from './cancel-order.ts';
import { handler as createCheckout } from './create-checkout.ts';
import { handler as getOrder } from './get-order.ts';
import { handler as listOrders } from './list-orders.ts';

beforeAll(() => {
  // Nothing listens there: whatever got past validation would be answered 500 or 503.
  process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
  process.env['AWS_REGION'] = 'us-east-1';
  process.env['TABLE_NAME'] = 'no-such-table';
  process.env['STATE_MACHINE_ARN'] = 'arn:aws:states:us-east-1:000000000000:stateMachine:none';
  process.env['CURSOR_SECRET_ID'] = 'none';
  process.env['TOKEN_ISSUER'] = 'http://127.0.0.1:9/pool';
  process.env['TOKEN_CLIENT_ID'] = 'no-such-client';
  process.env['LOG_LEVEL'] = 'silent';
});

const checkout = sampleBody('create-checkout');
const address = { name: 'Ada', line1: '1 High Street', city: 'London', postalCode: 'E1 1AA', country: 'GB' };

async function refusal(handler: HttpHandler, name: string, changes: Changes) {
  const { status, headers, body } = await call(handler, httpSample(name, changes));
  expect(headers['content-type']).toContain('application/problem+json');
  return { status, body };
}

const withBody = [
  ['create-checkout', createCheckout],
  ['cancel-order', cancelOrder],
] as const;

describe.each(withBody)('%s', (name, handler) => {
  it.each<[string, Changes, number, string]>([
    ['malformed JSON', { body: '{"cartId":' }, 400, 'request.malformed-json'],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415, 'request.unsupported-media-type'],
    ['an oversized body', { body: { reason: 'x'.repeat(17_000) } }, 413, 'request.too-large'],
    ['a list', { body: [] }, 400, 'request.invalid'],
    ['null', { body: null }, 400, 'request.invalid'],
    ['an unknown field', { body: { ...sampleBody(name), admin: true } }, 400, 'request.invalid'],
    ['a missing key', { headers: { 'idempotency-key': undefined } }, 428, 'idempotency.key-required'],
    ['a key that is too long', { headers: { 'idempotency-key': 'k'.repeat(256) } }, 400, 'request.invalid'],
    ['a malformed cart token', { headers: { 'x-cart-token': 'no spaces please' } }, 400, 'request.invalid'],
    ['a malformed bearer', { headers: { authorization: 'Basic abc' } }, 401, 'auth.invalid-token'],
    ['a forged token', { headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' } }, 401, 'auth.invalid-token'],
  ])('refuses %s', async (_, changes, status, code) => {
    expect(await refusal(handler, name, changes)).toMatchObject({ status, body: { status, code } });
  });
});

describe('the fields of a checkout', () => {
  it.each<[string, unknown]>([
    ['body.cartId', { ...checkout, cartId: 'crt_1' }],
    ['body.cartId', { ...checkout, cartId: 7 }],
    ['body.cartId', { ...checkout, cartId: undefined }],
    ['body.email', { ...checkout, email: 'nobody' }],
    ['body.email', { ...checkout, email: `${'a'.repeat(250)}@example.test` }],
    ['body.email', { ...checkout, email: null }],
    ['body.shippingAddress', { ...checkout, shippingAddress: undefined }],
    ['body.shippingAddress', { ...checkout, shippingAddress: 'London' }],
    ['body.shippingAddress.name', { ...checkout, shippingAddress: { ...address, name: '' } }],
    ['body.shippingAddress.city', { ...checkout, shippingAddress: { ...address, city: 'L'.repeat(101) } }],
    ['body.shippingAddress.line1', { ...checkout, shippingAddress: { ...address, line1: 'a\u0000b' } }],
    ['body.shippingAddress.country', { ...checkout, shippingAddress: { ...address, country: 'gb' } }],
    ['body.shippingAddress.planet', { ...checkout, shippingAddress: { ...address, planet: 'Earth' } }],
    ['body.paymentMethod', { ...checkout, paymentMethod: '' }],
    ['body.paymentMethod', { ...checkout, paymentMethod: '4111 1111 1111 1111' }],
    ['body.paymentMethod', { ...checkout, paymentMethod: 'p'.repeat(65) }],
    ['body.expectedTotal.amount', { ...checkout, expectedTotal: { amount: 9.5, currency: 'GBP' } }],
    ['body.expectedTotal.amount', { ...checkout, expectedTotal: { amount: -1, currency: 'GBP' } }],
    ['body.expectedTotal.currency', { ...checkout, expectedTotal: { amount: 1, currency: 'XXX' } }],
    ['body.expectedTotal', { ...checkout, expectedTotal: 9847 }],
  ])('are checked: %s', async (path, body) => {
    const answer = await refusal(createCheckout, 'create-checkout', { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body).toHaveProperty('errors', expect.arrayContaining([expect.objectContaining({ path })]));
  });
});

describe('other requests', () => {
  it.each<[string, HttpHandler, string, Changes, string]>([
    [
      'an order id of another kind',
      getOrder,
      'get-order',
      { path: { orderId: 'crt_01K1V7GM0Q6Z9V1H3J5K7N9P1R' } },
      'path.orderId',
    ],
    ['an order id that is none', cancelOrder, 'cancel-order', { path: { orderId: '1' } }, 'path.orderId'],
    ['a reason that is too long', cancelOrder, 'cancel-order', { body: { reason: 'x'.repeat(501) } }, 'body.reason'],
    ['an empty reason', cancelOrder, 'cancel-order', { body: { reason: '' } }, 'body.reason'],
    ['a limit of 0', listOrders, 'list-orders', { query: { limit: '0' } }, 'query.limit'],
    ['a limit of 101', listOrders, 'list-orders', { query: { limit: '101' } }, 'query.limit'],
    ['a limit in words', listOrders, 'list-orders', { query: { limit: 'ten' } }, 'query.limit'],
    ['an unknown filter', listOrders, 'list-orders', { query: { userId: 'usr_1' } }, 'query.userId'],
    ['an empty cursor', listOrders, 'list-orders', { query: { cursor: '' } }, 'query.cursor'],
  ])('are refused: %s', async (_, handler, name, changes, path) => {
    const answer = await refusal(handler, name, changes);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body).toHaveProperty('errors', expect.arrayContaining([expect.objectContaining({ path })]));
  });

  it('are refused without a token where one is needed', async () => {
    const answer = await refusal(listOrders, 'list-orders', { claims: null });
    expect(answer).toMatchObject({ status: 401, body: { code: 'auth.unauthenticated' } });
  });
});
