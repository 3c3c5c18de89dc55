import {
  addCartItem,
  adjustStock,
  confirmUser,
  createCart as openCart,
  createCheckout,
  createProduct,
  createSession,
  getCart as readCart,
  getOrder as readOrder,
  getProfile,
  getStock as readStock,
  isProblem,
  listOrders as readOrders,
  listProducts as readProducts,
  registerUser,
  signIn as signInClient,
  type Cart,
  type CurrencyCode,
  type DataOf,
  type InputOf,
  type Order,
  type Session,
  type Stock,
  type Variant,
} from '@tradewind/client';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import type { Call } from './api.ts';
import { client } from './client.ts';
import { confirmationCode } from './mailbox.ts';

export const ADMIN = { email: 'admin@tradewind.test', password: 'Tradewind-admin-1' };
export const SHOPPER = { email: 'shopper@tradewind.test', password: 'Tradewind-shopper-1' };

export const ADDRESS = {
  name: 'Ada Byron',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};

/** How a caller shows who it is: a bearer token, a cart token, or nothing. */
export type Credentials = Pick<Call, 'token' | 'cartToken'>;

export async function signIn({ email, password }: { email: string; password: string }): Promise<Session> {
  const { data } = await createSession(client(), { body: { email, password } });
  if ('challenge' in data) throw new Error(`${email} is asked for ${data.challenge.name}.`);
  return data;
}

/** Registers somebody with an address of their own and confirms it. */
export async function signUp(account: { email: string; password: string }, name = 'Ada Byron') {
  await registerUser(client(), { body: { name, ...account } });
  await confirmUser(client(), { body: { email: account.email, code: await confirmationCode(account.email) } });
  const { accessToken: token, refreshToken } = await signIn(account);
  const { id } = (await getProfile(client({ token }))).data;
  return { ...account, id, token, refreshToken };
}

export async function listProducts(query: InputOf<typeof readProducts> = {}): Promise<DataOf<typeof readProducts>> {
  return (await readProducts(client(), query)).data;
}

export async function getStock(sku: string): Promise<Stock> {
  return (await readStock(client(), { sku })).data;
}

export interface OpenCart {
  readonly id: string;
  readonly credentials: Credentials;
}

/** A new cart: the shopper's own when a token is given, otherwise a guest's with its cart token. */
export async function createCart(credentials: Credentials = {}, currency: CurrencyCode = 'GBP'): Promise<OpenCart> {
  const { id, cartToken } = (await openCart(client(credentials), { body: { currency } })).data;
  return { id, credentials: cartToken === undefined ? credentials : { cartToken } };
}

/** Adds a variant; offers reach the carts by event, so a product that was just published may take a moment. */
export async function addItem(cart: OpenCart, variantId: string, quantity = 1): Promise<Cart> {
  return eventually(async () => {
    const call = { cartId: cart.id, body: { variantId, quantity } };
    return (await addCartItem(client(cart.credentials), call)).data;
  });
}

export async function getCart(cart: OpenCart): Promise<Cart> {
  return (await readCart(client(cart.credentials), { cartId: cart.id })).data;
}

export interface CheckoutOptions {
  readonly email?: string;
  readonly paymentMethod?: string;
  readonly key?: string;
  readonly expectedTotal?: { amount: number; currency: CurrencyCode };
}

export type CheckoutAnswer = Awaited<ReturnType<typeof createCheckout>>;

/** Asks for the checkout of a cart. Rejects with TradewindProblem when it is refused. */
export async function checkout(cart: OpenCart, options: CheckoutOptions = {}): Promise<CheckoutAnswer> {
  const { email, paymentMethod = 'pm_sandbox_ok', key = randomUUID(), expectedTotal } = options;
  return createCheckout(client(cart.credentials), {
    idempotencyKey: key,
    body: {
      cartId: cart.id,
      shippingAddress: ADDRESS,
      paymentMethod,
      ...(email !== undefined && { email }),
      ...(expectedTotal !== undefined && { expectedTotal }),
    },
  });
}

/** Buys what is in a cart, whose order must be settled at once. */
export async function buy(cart: OpenCart, options: CheckoutOptions = {}): Promise<Order> {
  const { status, data } = await checkout(cart, options);
  if (status !== 201) throw new Error(`The order ${data.id} is ${data.status}.`);
  return data;
}

export async function getOrder(orderId: string, credentials: Credentials): Promise<Order> {
  return (await readOrder(client(credentials), { orderId })).data;
}

export async function listOrders(token: string): Promise<Order[]> {
  return (await readOrders(client({ token }))).data.data;
}

/** None of a SKU that another test has published and not stocked yet. */
async function availableUnits(sku: string): Promise<number> {
  try {
    return (await getStock(sku)).available;
  } catch (error) {
    if (isProblem(error, readStock) && error.code === 'inventory.stock-not-found') return 0;
    throw error;
  }
}

/** Variants of different products that are sold in this currency and have stock, from the newest products on. */
export async function sellableVariants(count: number, currency: CurrencyCode = 'GBP'): Promise<Variant[]> {
  const found: Variant[] = [];
  for (const product of (await listProducts({ currency, limit: 100 })).data) {
    const [variant] = product.variants;
    if (variant === undefined || !variant.prices.some((price) => price.currency === currency)) continue;
    if ((await availableUnits(variant.sku)) > 5) found.push(variant);
    if (found.length === count) return found;
  }
  throw new Error(`The catalogue has fewer than ${count} variants in stock in ${currency}.`);
}

/**
 * Publishes products of this test's own, each with one variant and this much stock, so that no other test buys them.
 * Answers their variants.
 */
export async function publishProducts(
  count: number,
  stock: number,
  currency: CurrencyCode = 'GBP',
): Promise<Variant[]> {
  const admin = client();
  await signInClient(admin, ADMIN);
  const published: Variant[] = [];
  for (let index = 0; index < count; index += 1) {
    const sku = `E2E-${randomUUID()}`;
    const variants = [{ sku, prices: [{ amount: 1250 + index, currency }] }];
    const { data } = await createProduct(admin, { body: { name: `Test product ${sku}`, category: 'tests', variants } });
    await adjustStock(admin, { sku, body: { locationId: 'london', delta: stock, reason: 'initial' } });
    published.push(...data.variants);
  }
  return published;
}
