import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CartView } from '@tradewind/contracts/carts/views';
import { openTable } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { lambdaContext, startTestCloud } from '@tradewind/testing';
import * as z from 'zod/mini';
import { dynamoCarts } from '../adapters/dynamo-carts.ts';
import { dynamoOfferRecorder } from '../adapters/dynamo-offers.ts';
import { hashCartToken } from '../domain/access.ts';
import type { CartLine } from '../domain/cart.ts';
import { httpSample, sampleEvent } from '../test-support/sample-events.ts';
import { emptyCart, sampleOffer, sampleQuote } from '../test-support/samples.ts';
import { handler as addCartItem } from './add-cart-item.ts';
import { handler as changeCartItem } from './change-cart-item.ts';
import { handler as claimCart } from './claim-cart.ts';
import { handler as createCart } from './create-cart.ts';
import { handler as getCart } from './get-cart.ts';
import { handler as recordOffers } from './record-offers.ts';
import { handler as releaseCart } from './release-cart.ts';
import { handler as removeCartItem } from './remove-cart-item.ts';

const TABLE_NAME = 'tradewind-carts-dev';
const CART = 'crt_01JQZ3V8K0CARTCARTCARTCART';
const ITEM = 'itm_01JQZ3V8K0TEMTEMTEMTEMTEMT';
const VARIANT = 'var_01JQZ3V8K0VARVARVARVARVARV';

const CreatedCart = z.extend(CartView, { cartToken: z.optional(z.string()) });

let cloud: Awaited<ReturnType<typeof startTestCloud>>;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'carts' });
  process.env['TABLE_NAME'] = TABLE_NAME;
  process.env['TOKEN_ISSUER'] = `${cloud.endpoint}/us-east-1_Local0001`;
  process.env['TOKEN_CLIENT_ID'] = 'local';
});

afterAll(() => cloud.close());

/** The cart that the samples of `events/` speak of, with a line of the sample item. */
async function seedSampleCart(): Promise<void> {
  const now = new Date().toISOString();
  const line: CartLine = { id: ITEM, variantId: newId('var'), quantity: 1, quote: sampleQuote() };
  const owner = { tokenHash: hashCartToken(httpSample('get-cart').headers['x-cart-token'] ?? '') };
  await dynamoCarts(openTable(TABLE_NAME)).create(
    emptyCart({ id: CART, owner, lines: [line], createdAt: now, updatedAt: now }),
  );
}

describe('every sample event', () => {
  it('runs through its handler: the life of a cart', async () => {
    await seedSampleCart();
    const context = lambdaContext();
    expect(await recordOffers(sampleEvent('record-offers'), context)).toEqual({ batchItemFailures: [] });
    expect(await createCart(sampleEvent('create-cart'), context)).toMatchObject({ statusCode: 201 });
    expect(await getCart(sampleEvent('get-cart'), context)).toMatchObject({
      statusCode: 200,
      headers: { etag: '"1"' },
    });
    expect(await addCartItem(sampleEvent('add-cart-item'), context)).toMatchObject({ statusCode: 200 });
    expect(await changeCartItem(sampleEvent('change-cart-item'), context)).toMatchObject({ statusCode: 200 });
    const removed = await removeCartItem(sampleEvent('remove-cart-item'), context);
    expect(removed).toMatchObject({ statusCode: 200, headers: { etag: '"4"' } });
    expect(CartView.parse(JSON.parse(removed.body))).toMatchObject({ id: CART, items: [{ variantId: VARIANT }] });
    expect(await claimCart(sampleEvent('claim-cart'), context)).toMatchObject({
      items: [{ variantId: VARIANT, name: 'Stoneware mug – Blue' }],
    });
    expect(await getCart(sampleEvent('get-cart'), context)).toMatchObject({
      body: expect.stringContaining('"status":"claimed"'),
    });
    expect(await changeCartItem(sampleEvent('change-cart-item'), context)).toMatchObject({ statusCode: 409 });
    expect(await releaseCart(sampleEvent('release-cart'), context)).toEqual({});
  });
});

describe('the cart of a guest over HTTP', () => {
  const offer = sampleOffer();

  beforeAll(async () => {
    await dynamoOfferRecorder(openTable(TABLE_NAME)).record(offer);
  });

  async function newCart() {
    const result = await createCart(
      httpSample('create-cart', { headers: { 'idempotency-key': newId('evt') } }),
      lambdaContext(),
    );
    const { id, cartToken = '' } = CreatedCart.parse(JSON.parse(result.body));
    return { result, cartId: id, token: { 'x-cart-token': cartToken } };
  }

  function addition(cartId: string, headers: Record<string, string>, quantity = 1) {
    return httpSample('add-cart-item', {
      pathParameters: { cartId },
      headers,
      body: JSON.stringify({ variantId: offer.variantId, quantity }),
    });
  }

  it('is created with a place, a version and a token', async () => {
    const { result, cartId, token } = await newCart();
    expect(result).toMatchObject({ statusCode: 201, headers: { etag: '"1"', location: `/v1/carts/${cartId}` } });
    expect(token['x-cart-token']).toMatch(/^[\w-]{43}$/);
  });

  it('never shows its token again', async () => {
    const { cartId, token } = await newCart();
    const { body } = await getCart(
      httpSample('get-cart', { pathParameters: { cartId }, headers: token }),
      lambdaContext(),
    );
    expect(CartView.parse(JSON.parse(body)).id).toBe(cartId);
    expect(body).not.toContain('cartToken');
  });

  it('is nobody else’s', async () => {
    const { cartId, token } = await newCart();
    const other = await newCart();
    const mirrored = Array.from(token['x-cart-token']).toReversed().join('');
    for (const headers of [other.token, { 'x-cart-token': mirrored }]) {
      const event = httpSample('get-cart', { pathParameters: { cartId }, headers });
      const result = await getCart(event, lambdaContext());
      expect(result.statusCode).toBe(404);
      expect(result.body).toContain('carts.cart-not-found');
    }
  });

  it('adds an item once per idempotency key', async () => {
    const { cartId, token } = await newCart();
    const event = addition(cartId, { ...token, 'idempotency-key': 'once' }, 2);
    const first = await addCartItem(event, lambdaContext());
    const again = await addCartItem(event, lambdaContext());
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toBe(first.body);
    const reused = await addCartItem(addition(cartId, { ...token, 'idempotency-key': 'once' }, 3), lambdaContext());
    expect(reused).toMatchObject({ statusCode: 422, body: expect.stringContaining('idempotency.key-reused') });
    expect(CartView.parse(JSON.parse(first.body)).items).toMatchObject([{ quantity: 2, available: true }]);
  });

  it('refuses a stale version and changes nothing', async () => {
    const { cartId, token } = await newCart();
    const headers = (key: string) => ({ ...token, 'idempotency-key': key, 'if-match': '"1"' });
    expect(await addCartItem(addition(cartId, headers('a')), lambdaContext())).toMatchObject({ statusCode: 200 });
    const stale = await addCartItem(addition(cartId, headers('b')), lambdaContext());
    expect(stale).toMatchObject({ statusCode: 412, body: expect.stringContaining('request.stale-version') });
    const { headers: now } = await getCart(
      httpSample('get-cart', { pathParameters: { cartId }, headers: token }),
      lambdaContext(),
    );
    expect(now['etag']).toBe('"2"');
  });

  it('refuses a variant that is unknown, or not sold in its currency', async () => {
    const { cartId, token } = await newCart();
    const dollars = sampleOffer({ prices: { USD: 100 } });
    await dynamoOfferRecorder(openTable(TABLE_NAME)).record(dollars);
    for (const [variantId, code] of [
      [newId('var'), 'carts.variant-unavailable'],
      [dollars.variantId, 'carts.currency-unavailable'],
    ] as const) {
      const event = {
        ...addition(cartId, { ...token, 'idempotency-key': variantId }),
        body: JSON.stringify({ variantId, quantity: 1 }),
      };
      const result = await addCartItem(event, lambdaContext());
      expect(result).toMatchObject({ statusCode: 422, body: expect.stringContaining(code) });
    }
  });
});
