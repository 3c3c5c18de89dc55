import {
  addCartItem,
  cancelOrder,
  createCart,
  createCheckout,
  createClient,
  getHealth,
  getOrder,
  getStock,
  listAllProducts,
  type Client,
  type Variant,
} from '@tradewind/client';

export interface PurchaseOptions {
  /** Where the API is. */
  readonly url: string;
  /** Of the stage's payment provider; it is only authorised, and voided when the order is cancelled. */
  readonly paymentMethod: string;
  readonly currency: 'GBP' | 'EUR' | 'USD';
  /** Receives the order's mails. */
  readonly email: string;
  /** Told of every step that went well, with its milliseconds. */
  readonly onStep: (step: string, durationMs: number) => void;
}

/** How many products are looked at for one that can be bought. */
const CANDIDATES = 50;
const ADDRESS = {
  name: 'Synthetic Buyer',
  line1: '1 Canary Wharf',
  city: 'London',
  postalCode: 'E14 5AB',
  country: 'GB',
};

async function findVariant(client: Client, currency: PurchaseOptions['currency']): Promise<Variant> {
  let looked = 0;
  for await (const { variants } of listAllProducts(client, { currency, limit: CANDIDATES })) {
    for (const variant of variants) {
      const priced = variant.prices.some((price) => price.currency === currency);
      if (priced && (await getStock(client, { sku: variant.sku })).data.available > 0) return variant;
    }
    looked += 1;
    if (looked === CANDIDATES) break;
  }
  throw new Error(`None of the first ${looked} products is in stock with a price in ${currency}.`);
}

/**
 * Buys one article as a guest would and cancels the order, so that stock and money end as they were. Answers the
 * order's id. Rejects at the first step that fails, with the API's problem.
 */
export async function walkPurchase({ url, paymentMethod, currency, email, onStep }: PurchaseOptions): Promise<string> {
  const client = createClient({ baseUrl: url });
  async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const result = await work().catch((error: unknown) => {
      throw new Error(`${name} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
    onStep(name, Math.round(performance.now() - started));
    return result;
  }

  await step('health', () => getHealth(client));
  const variant = await step('find an article in stock', () => findVariant(client, currency));
  const { data: cart } = await step('open a cart', () => createCart(client, { body: { currency } }));
  const guest = client.withCartToken(cart.cartToken);
  const item = { variantId: variant.id, quantity: 1 };
  await step('add the article', () => addCartItem(guest, { cartId: cart.id, body: item }));
  const checkout = { cartId: cart.id, email, shippingAddress: ADDRESS, paymentMethod };
  const { data: order } = await step('check out', () => createCheckout(guest, { body: checkout }));
  await step('read the order', async () => {
    const { data } = await getOrder(guest, { orderId: order.id });
    if (data.status !== 'confirmed') throw new Error(`The order ${order.id} is ${data.status}.`);
  });
  await step('cancel the order', () =>
    cancelOrder(guest, { orderId: order.id, body: { reason: 'Synthetic purchase' } }),
  );
  return order.id;
}
