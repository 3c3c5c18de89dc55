import { getCart } from '@tradewind/client';
import { eventually } from '@tradewind/testing';
import { randomUUID } from 'node:crypto';
import { client } from '../support/client.ts';
import * as shop from '../support/shopping.ts';
import type { BaselineParts } from './mutation.ts';
import { productOfItsOwn, type World } from './world.ts';

type Maker = (world: World) => Promise<BaselineParts>;

const CONFIRMED_MS = 180_000;
const PRICES = [{ amount: 1999, currency: 'GBP' }];

async function filledCart({ variantId }: World) {
  const cart = await shop.createCart();
  const { items } = await shop.addItem(cart, variantId);
  const { data: view, etag: ifMatch = '' } = await getCart(client(cart.credentials), { cartId: cart.id });
  return { cart, ifMatch, credentials: cart.credentials, itemId: items[0]?.id ?? '', view };
}

/** An order that its saga has confirmed, and who may read it. */
export async function boughtOrder(world: World) {
  const { cart, credentials } = await filledCart(world);
  const order = (await shop.checkout(cart, { email: 'mutant@example.com' })).data;
  // On a busy machine the schedule finishes the order, and no table may change once the mutations have begun.
  await eventually(
    async () => {
      const { status } = await shop.getOrder(order.id, credentials);
      if (status !== 'confirmed') throw new Error(`The order is ${status}.`);
    },
    { timeoutMs: CONFIRMED_MS },
  );
  return { order, credentials };
}

async function ownProduct({ adminToken: token }: World): Promise<BaselineParts> {
  const { id } = await productOfItsOwn(token);
  return { credentials: { token }, parameters: { productId: id }, ifMatch: '"1"' };
}

function productBody() {
  return {
    name: 'Mutant',
    category: 'mutants',
    description: 'Changes one thing at a time.',
    attributes: { colour: 'green' },
    variants: [{ sku: `MUT-${randomUUID()}`, prices: PRICES }],
  };
}

async function inCart(world: World): Promise<BaselineParts> {
  const { cart, credentials, itemId, ifMatch } = await filledCart(world);
  return { credentials, ifMatch, parameters: { cartId: cart.id, itemId } };
}

/** Makes a request of each route of platform, catalog, inventory, carts, orders and payments that is answered with 2xx. */
export const SHOP_BASELINES: Readonly<Record<string, Maker>> = {
  'get-health': async () => ({}),
  'get-openapi': async () => ({}),
  'get-docs': async () => ({}),
  'get-docs-asset': async () => ({ parameters: { asset: 'docs.css' } }),
  'list-products': async () => ({
    query: { limit: '3', currency: 'GBP', sort: 'price', minPrice: '1', maxPrice: '90000' },
  }),
  'list-categories': async () => ({ query: { limit: '3' } }),
  'get-product': async ({ product }) => ({ parameters: { productId: product.id } }),
  'create-product': async ({ adminToken: token }) => ({
    credentials: { token },
    key: randomUUID(),
    body: productBody(),
  }),
  'update-product': async (world) => ({
    ...(await ownProduct(world)),
    body: { name: 'Another mutant', attributes: { colour: null } },
  }),
  'withdraw-product': ownProduct,
  'add-variant': async (world) => ({
    ...(await ownProduct(world)),
    key: randomUUID(),
    body: { sku: `MUT-${randomUUID()}`, prices: PRICES },
  }),
  'upsert-products': async ({ adminToken: token }) => ({
    credentials: { token },
    body: { products: [{ externalId: randomUUID(), ...productBody() }] },
  }),
  'get-stock': async ({ sku }) => ({ parameters: { sku } }),
  'adjust-stock': async ({ adminToken: token, sku }) => ({
    credentials: { token },
    parameters: { sku },
    key: randomUUID(),
    body: { locationId: 'london', delta: 1, reason: 'received', note: 'One more.' },
  }),
  'create-cart': async ({ shopper: { token } }) => ({
    credentials: { token },
    key: randomUUID(),
    body: { currency: 'GBP' },
  }),
  'get-cart': async (world) => {
    const { cart, credentials } = await filledCart(world);
    return { credentials, parameters: { cartId: cart.id } };
  },
  'add-cart-item': async (world) => {
    const { cart, credentials, ifMatch } = await filledCart(world);
    const body = { variantId: world.variantId, quantity: 2 };
    return { credentials, ifMatch, key: randomUUID(), parameters: { cartId: cart.id }, body };
  },
  'change-cart-item': async (world) => ({ ...(await inCart(world)), body: { quantity: 3 } }),
  'remove-cart-item': inCart,
  'create-checkout': async (world) => {
    const { cart, credentials, view } = await filledCart(world);
    const body = {
      cartId: cart.id,
      email: 'mutant@example.com',
      shippingAddress: { ...shop.ADDRESS, line2: 'Second floor', region: 'Greater London' },
      paymentMethod: 'pm_sandbox_ok',
      expectedTotal: { ...view.totals.total },
    };
    return { credentials, key: randomUUID(), body };
  },
  'list-orders': async ({ shopper: { token } }) => ({ credentials: { token }, query: { limit: '5' } }),
  'get-order': async (world) => {
    const { order, credentials } = await boughtOrder(world);
    return { credentials, parameters: { orderId: order.id } };
  },
  'cancel-order': async (world) => {
    const { order, credentials } = await boughtOrder(world);
    return { credentials, key: randomUUID(), parameters: { orderId: order.id }, body: { reason: 'A mutation.' } };
  },
  'get-payment': async (world) => {
    const { order } = await boughtOrder(world);
    return { credentials: { token: world.adminToken }, parameters: { paymentId: order.id.replace('ord_', 'pay_') } };
  },
};
