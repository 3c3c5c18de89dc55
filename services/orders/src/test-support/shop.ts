import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ProductPublished } from '@tradewind/contracts/catalog/product-published.v1';
import { OrderView } from '@tradewind/contracts/orders/views';
import { newId, systemClock } from '@tradewind/kernel';
import { eventually, httpEvent, startTestCloud } from '@tradewind/testing';
import * as z from 'zod/mini';

const Cart = z.looseObject({ id: z.string(), cartToken: z.string() });
const Stock = z.looseObject({ available: z.number() });
const Problem = z.looseObject({ code: z.string() });

const SERVICES = ['platform', 'carts', 'inventory', 'payments', 'orders'];

interface Variant {
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly prices: { amount: number; currency: 'GBP' }[];
}

function variants(): Variant[] {
  return [1999, 899, 4950].map((amount, index) => ({
    variantId: newId('var'),
    sku: `SKU-${index}-${newId('itm').slice(-8)}`,
    name: `Article ${index}`,
    prices: [{ amount, currency: 'GBP' }],
  }));
}

/** The services that a checkout touches, running whole behind the front door, with three articles on sale. */
export async function openShop() {
  const cloud = await startTestCloud({ services: SERVICES, functions: true });
  const articles = variants();

  async function request(method: string, path: string, headers: Record<string, string>, body?: object) {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(cloud.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...init,
    });
    const json: unknown = await answer.json();
    return { status: answer.status, body: json, location: answer.headers.get('location') };
  }

  async function stock(sku: string, delta: number): Promise<void> {
    const event = httpEvent({
      method: 'POST',
      path: `/v1/stock/${sku}/adjustments`,
      pathParameters: { sku },
      headers: { 'idempotency-key': newId('evt') },
      body: { locationId: 'london', delta, reason: 'received' },
      claims: { username: newId('usr'), 'cognito:groups': '[admin]', token_use: 'access' },
    });
    const { payload } = await cloud.runtime.invoke('tradewind-inventory-dev-adjust-stock', event);
    const { statusCode } = z.looseObject({ statusCode: z.number() }).parse(payload);
    if (statusCode !== 201) throw new Error(`Stock was not adjusted: ${JSON.stringify(payload)}`);
  }

  const published = ProductPublished.create(
    { productId: newId('prd'), version: 1, name: 'Three articles', variants: articles },
    { requestId: 'shop', correlationId: 'shop' },
    systemClock,
  );
  await new EventBridgeClient({}).send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: 'tradewind-dev',
          Source: published.source,
          DetailType: published.detailType,
          Detail: JSON.stringify(published.detail),
        },
      ],
    }),
  );
  for (const { sku } of articles) await stock(sku, 10);

  /** A guest's cart with one of each article. */
  async function fillCart() {
    const { body } = await request('POST', '/v1/carts', {}, { currency: 'GBP' });
    const cart = Cart.parse(body);
    const token = { 'x-cart-token': cart.cartToken };
    for (const { variantId } of articles) {
      await eventually(async () => {
        const added = await request('POST', `/v1/carts/${cart.id}/items`, token, { variantId, quantity: 1 });
        if (added.status !== 200) throw new Error(JSON.stringify(added.body));
      });
    }
    return { cartId: cart.id, token };
  }
  type Filled = Awaited<ReturnType<typeof fillCart>>;

  return {
    cloud,
    articles,
    fillCart,
    checkout: ({ cartId, token }: Filled, paymentMethod: string, extra: object = {}) =>
      request(
        'POST',
        '/v1/checkouts',
        { ...token, 'idempotency-key': newId('evt') },
        {
          cartId,
          email: 'guest@example.test',
          shippingAddress: { name: 'Ada', line1: '1 High Street', city: 'London', postalCode: 'E1 1AA', country: 'GB' },
          paymentMethod,
          ...extra,
        },
      ),
    order: async (id: string, { token }: Filled) =>
      OrderView.parse((await request('GET', `/v1/orders/${id}`, token)).body),
    cancel: (id: string, { token }: Filled) =>
      request('POST', `/v1/orders/${id}/cancel`, { ...token, 'idempotency-key': newId('evt') }, {}),
    available: async () =>
      Promise.all(
        articles.map(async ({ sku }) => Stock.parse((await request('GET', `/v1/stock/${sku}`, {})).body).available),
      ),
    resume: () => cloud.runtime.invoke('tradewind-orders-dev-resume-checkouts', {}),
    codeOf: (body: unknown) => Problem.parse(body).code,
  };
}
