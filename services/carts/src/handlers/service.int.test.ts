import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CartView } from '@tradewind/contracts/carts/views';
import { ProductPublished } from '@tradewind/contracts/catalog/product-published.v1';
import { ProductWithdrawn } from '@tradewind/contracts/catalog/product-withdrawn.v1';
import type { PublishableEvent } from '@tradewind/contracts/events/event';
import { newId, systemClock } from '@tradewind/kernel';
import { eventually, startTestCloud, type TestCloud } from '@tradewind/testing';
import * as z from 'zod/mini';

const trace = { requestId: 'r-1', correlationId: 'c-1' };
const Created = z.extend(CartView, { cartToken: z.string() });

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'carts'], functions: true });
}, 60_000);

afterAll(() => cloud.close());

async function publish(...events: readonly PublishableEvent[]): Promise<void> {
  const Entries = events.map(({ source, detailType, detail }) => ({
    EventBusName: 'tradewind-dev',
    Source: source,
    DetailType: detailType,
    Detail: JSON.stringify(detail),
  }));
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries }));
}

function published(productId: string, variantId: string, version: number, amount: number) {
  const variants = [{ variantId, sku: 'MUG-BLUE', name: 'Blue', prices: [{ amount, currency: 'GBP' as const }] }];
  return ProductPublished.create({ productId, version, name: 'Mug', variants }, trace, systemClock);
}

async function call(method: string, path: string, token = '', body?: unknown) {
  const response = await fetch(`${cloud.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token === '' ? {} : { 'x-cart-token': token }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}

describe('the carts service behind the front door, under its own roles', () => {
  it('sells what the catalogue publishes on the bus, at its newest price, until it is withdrawn', async () => {
    const [productId, variantId] = [newId('prd'), newId('var')];
    await publish(published(productId, variantId, 2, 1300), published(productId, variantId, 1, 1250));
    const created = await call('POST', '/v1/carts', '', { currency: 'GBP' });
    const { id, cartToken } = Created.parse(created.answer);
    await eventually(
      async () => {
        const added = await call('POST', `/v1/carts/${id}/items`, cartToken, { variantId, quantity: 1 });
        expect(added).toMatchObject({
          status: 200,
          answer: { items: [{ unitPrice: { amount: 1300 }, available: true }] },
        });
      },
      { timeoutMs: 15_000 },
    );
    await publish(
      ProductWithdrawn.create({ productId, version: 3, variantIds: [variantId] }, trace, systemClock),
      published(productId, variantId, 2, 1300),
    );
    await eventually(
      async () => {
        const { answer } = await call('GET', `/v1/carts/${id}`, cartToken);
        expect(answer).toMatchObject({ items: [{ available: false, total: { amount: 0 } }] });
      },
      { timeoutMs: 15_000 },
    );
    const { answer } = await call('GET', `/v1/carts/${id}`, cartToken);
    const [item] = z.object({ items: z.tuple([z.object({ id: z.string() })]) }).parse(answer).items;
    expect(await call('PATCH', `/v1/carts/${id}/items/${item.id}`, cartToken, { quantity: 2 })).toMatchObject({
      status: 200,
    });
    expect(await call('DELETE', `/v1/carts/${id}/items/${item.id}`, cartToken)).toMatchObject({
      status: 200,
      answer: { items: [] },
    });
  });

  it('runs the saga’s steps by their names', async () => {
    const request = { orderId: newId('ord'), cartId: newId('crt') };
    const claim = { ...request, caller: { role: 'guest' } };
    expect(await cloud.runtime.invoke('tradewind-carts-dev-claim-cart', claim)).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'carts.cart-not-found' },
    });
    expect(await cloud.runtime.invoke('tradewind-carts-dev-release-cart', request)).toMatchObject({ payload: {} });
  });
});
