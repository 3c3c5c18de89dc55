import {
  addCartItem,
  adjustStock,
  createProduct,
  getCart as readCart,
  getOrder as readOrder,
  getStock as readStock,
  listOrders as readOrders,
  signIn as signInClient,
  type Variant,
} from '@tradewind/client';
import { CartView } from '@tradewind/contracts/carts/views';
import { ProductView } from '@tradewind/contracts/catalog/views';
import { Problem } from '@tradewind/contracts/http/problem';
import { pageOf } from '@tradewind/contracts/http/shapes';
import { SessionView } from '@tradewind/contracts/identity/views';
import { StockView } from '@tradewind/contracts/inventory/views';
import { OrderView } from '@tradewind/contracts/orders/views';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { request, type Answer, type Call } from './api.ts';
import { client } from './client.ts';

type Currency = 'GBP' | 'EUR' | 'USD';

const GuestCart = z.extend(CartView, { cartToken: z.optional(z.string()) });
const ProductPage = pageOf(ProductView);
const OrderPage = pageOf(OrderView);

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

function expectStatus(answer: Answer, ...expected: number[]): Answer {
  if (!expected.includes(answer.status)) {
    throw new Error(`Expected ${expected.join(' or ')}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer;
}

export function problemCode(answer: Answer): string {
  return Problem.parse(answer.body).code;
}

export async function signIn(account: { email: string; password: string }): Promise<SessionView> {
  const answer = await request('POST', '/v1/sessions', { body: account });
  return SessionView.parse(expectStatus(answer, 200).body);
}

export async function listProducts(query = ''): Promise<z.output<typeof ProductPage>> {
  return ProductPage.parse(expectStatus(await request('GET', `/v1/products${query}`), 200).body);
}

export async function getStock(sku: string): Promise<StockView> {
  return (await readStock(client(), { sku })).data;
}

export interface OpenCart {
  readonly id: string;
  readonly credentials: Credentials;
}

/** A new cart: the shopper's own when a token is given, otherwise a guest's with its cart token. */
export async function createCart(credentials: Credentials = {}, currency = 'GBP'): Promise<OpenCart> {
  const answer = await request('POST', '/v1/carts', { ...credentials, body: { currency } });
  const cart = GuestCart.parse(expectStatus(answer, 201).body);
  const own = cart.cartToken === undefined ? credentials : { cartToken: cart.cartToken };
  return { id: cart.id, credentials: own };
}

/** Adds a variant; offers reach the carts by event, so a product that was just published may take a moment. */
export async function addItem(cart: OpenCart, variantId: string, quantity = 1): Promise<CartView> {
  return eventually(async () => {
    const call = { cartId: cart.id, body: { variantId, quantity } };
    return CartView.parse((await addCartItem(client(cart.credentials), call)).data);
  });
}

export async function getCart(cart: OpenCart): Promise<CartView> {
  return CartView.parse((await readCart(client(cart.credentials), { cartId: cart.id })).data);
}

export interface CheckoutOptions {
  readonly email?: string;
  readonly paymentMethod?: string;
  readonly key?: string;
  readonly expectedTotal?: { amount: number; currency: string };
}

/** Asks for the checkout of a cart and answers whatever comes. */
export async function checkout(cart: OpenCart, options: CheckoutOptions = {}): Promise<Answer> {
  const { email, paymentMethod = 'pm_sandbox_ok', key = randomUUID(), expectedTotal } = options;
  return request('POST', '/v1/checkouts', {
    ...cart.credentials,
    key,
    body: { cartId: cart.id, email, shippingAddress: ADDRESS, paymentMethod, expectedTotal },
  });
}

export function orderOf(answer: Answer, ...statuses: number[]): OrderView {
  return OrderView.parse(expectStatus(answer, ...(statuses.length === 0 ? [201] : statuses)).body);
}

export async function getOrder(orderId: string, credentials: Credentials): Promise<OrderView> {
  return OrderView.parse((await readOrder(client(credentials), { orderId })).data);
}

export async function listOrders(token: string): Promise<OrderView[]> {
  return OrderPage.parse((await readOrders(client({ token }))).data).data;
}

/** None of a SKU that another test has published and not stocked yet. */
async function availableUnits(sku: string): Promise<number> {
  const { status, body } = await request('GET', `/v1/stock/${sku}`);
  return status === 404 ? 0 : StockView.parse(body).available;
}

/** Variants of different products that are sold in this currency and have stock, from the newest products on. */
export async function sellableVariants(count: number, currency = 'GBP'): Promise<ProductView['variants']> {
  const found: ProductView['variants'] = [];
  for (const product of (await listProducts(`?currency=${currency}&limit=100`)).data) {
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
export async function publishProducts(count: number, stock: number, currency: Currency = 'GBP'): Promise<Variant[]> {
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
