import { describe, expect, it } from '@jest/globals';
import { Problem } from '@tradewind/contracts/http/problem';
import { lambdaContext } from '@tradewind/testing';
import { httpSample, type HttpSample } from '../test-support/sample-events.ts';
import { handler as addCartItem } from './add-cart-item.ts';
import { handler as changeCartItem } from './change-cart-item.ts';
import { handler as claimCart } from './claim-cart.ts';
import { handler as createCart } from './create-cart.ts';
import { handler as getCart } from './get-cart.ts';
import { handler as recordOffers } from './record-offers.ts';
import { handler as releaseCart } from './release-cart.ts';
import { handler as removeCartItem } from './remove-cart-item.ts';

// No table is named in this test's environment: a request that got as far as the wiring would be answered 500.
const http = {
  'create-cart': createCart,
  'get-cart': getCart,
  'add-cart-item': addCartItem,
  'change-cart-item': changeCartItem,
  'remove-cart-item': removeCartItem,
};
type Route = keyof typeof http;

async function problemOf(route: Route, overrides: Partial<HttpSample>) {
  const { statusCode, headers, body } = await http[route](httpSample(route, overrides), lambdaContext());
  expect(headers['content-type']).toBe('application/problem+json');
  const { status, code, errors } = Problem.parse(JSON.parse(body));
  expect(status).toBe(statusCode);
  return { status, code, paths: errors?.map(({ path }) => path) };
}

const CART = 'crt_01JQZ3V8K0CARTCARTCARTCART';
const VARIANT = 'var_01JQZ3V8K0VARVARVARVARVARV';

function json(body: unknown): Partial<HttpSample> {
  return { body: JSON.stringify(body) };
}

describe('a request with a bad body', () => {
  it.each([
    ['create-cart', {}, 'body.currency'],
    ['create-cart', { currency: 'JPY' }, 'body.currency'],
    ['create-cart', { currency: 7 }, 'body.currency'],
    ['create-cart', { currency: 'GBP', owner: 'usr_1' }, 'body.owner'],
    ['create-cart', null, 'body'],
    ['create-cart', ['GBP'], 'body'],
    ['add-cart-item', { variantId: VARIANT }, 'body.quantity'],
    ['add-cart-item', { quantity: 1 }, 'body.variantId'],
    ['add-cart-item', { variantId: 'var_1', quantity: 1 }, 'body.variantId'],
    ['add-cart-item', { variantId: VARIANT, quantity: 0 }, 'body.quantity'],
    ['add-cart-item', { variantId: VARIANT, quantity: 1000 }, 'body.quantity'],
    ['add-cart-item', { variantId: VARIANT, quantity: 1.5 }, 'body.quantity'],
    ['add-cart-item', { variantId: VARIANT, quantity: '1' }, 'body.quantity'],
    ['add-cart-item', { variantId: VARIANT, quantity: 1, unitPrice: { amount: 1 } }, 'body.unitPrice'],
    ['change-cart-item', {}, 'body.quantity'],
    ['change-cart-item', { quantity: -1 }, 'body.quantity'],
    ['change-cart-item', { quantity: 1, variantId: VARIANT }, 'body.variantId'],
  ] as const)('%s refuses %j', async (route, body, path) => {
    expect(await problemOf(route, json(body))).toEqual({ status: 400, code: 'request.invalid', paths: [path] });
  });

  it.each(['create-cart', 'add-cart-item', 'change-cart-item'] as const)(
    '%s refuses what is not JSON',
    async (route) => {
      expect((await problemOf(route, { body: '{"currency":' })).status).toBe(400);
      expect((await problemOf(route, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
      expect((await problemOf(route, json({ padding: 'x'.repeat(20_000) }))).status).toBe(413);
    },
  );
});

describe('a request with a bad path', () => {
  it.each(['get-cart', 'add-cart-item', 'change-cart-item', 'remove-cart-item'] as const)(
    '%s refuses ids that are none',
    async (route) => {
      for (const cartId of ['crt_1', 'ord_01JQZ3V8K0CARTCARTCARTCART', `${CART}X`, '../../etc/passwd', '%00']) {
        const { status, paths } = await problemOf(route, { pathParameters: { cartId, itemId: 'itm_1' } });
        expect(status).toBe(400);
        expect(paths).toContain('path.cartId');
      }
    },
  );
});

describe('a request with bad headers', () => {
  it.each(['create-cart', 'get-cart', 'add-cart-item', 'change-cart-item', 'remove-cart-item'] as const)(
    '%s refuses an authorization header without a bearer token',
    async (route) => {
      expect((await problemOf(route, { headers: { authorization: 'Basic YWRtaW46YWRtaW4=' } })).status).toBe(401);
    },
  );

  it.each(['add-cart-item', 'change-cart-item', 'remove-cart-item'] as const)(
    '%s refuses an If-Match that is no version',
    async (route) => {
      expect((await problemOf(route, { headers: { 'if-match': 'three' } })).status).toBe(400);
    },
  );

  it.each(['create-cart', 'add-cart-item'] as const)('%s refuses an endless Idempotency-Key', async (route) => {
    expect((await problemOf(route, { headers: { 'idempotency-key': 'k'.repeat(256) } })).status).toBe(400);
  });
});

describe('a step of the saga with a bad request', () => {
  it.each([
    ['claim-cart', claimCart],
    ['release-cart', releaseCart],
  ])('%s fails as request.invalid', async (_name, handler) => {
    for (const request of [undefined, null, 'x', {}, { orderId: 'ord_1', cartId: CART }, { cartId: CART, extra: 1 }]) {
      await expect(handler(request, lambdaContext())).rejects.toMatchObject({ name: 'request.invalid' });
    }
  });
});

describe('messages that are no events of the catalogue', () => {
  const messages = [
    'not json',
    '{}',
    JSON.stringify({ source: 'tradewind.catalog', 'detail-type': 'catalog.product-published.v9', detail: {} }),
    JSON.stringify({ source: 'somewhere.else', 'detail-type': 'catalog.product-published.v1', detail: {} }),
    JSON.stringify({ source: 'tradewind.catalog', 'detail-type': 'catalog.product-published.v1', detail: { data: 1 } }),
  ];

  it('are each reported for redelivery, and so end in the dead letter queue', async () => {
    const Records = messages.map((body, index) => ({ messageId: `m-${index}`, body }));
    expect(await recordOffers({ Records }, lambdaContext())).toEqual({
      batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
  });
});
