import { eventually } from '@tradewind/testing';
import * as z from 'zod/mini';
import type { MeteredShop, OperationUnits } from './metered-shop.ts';

const Product = z.object({
  id: z.string(),
  version: z.number(),
  variants: z.array(z.object({ id: z.string(), sku: z.string() })),
});
const Cart = z.object({ id: z.string(), cartToken: z.string() });
const Order = z.object({ id: z.string(), status: z.string() });

const ADDRESS = {
  name: 'Ada Byron',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};

type Measured = Record<string, OperationUnits>;
type ProductView = z.output<typeof Product>;
type CartView = z.output<typeof Cart>;
/** Has a piece of work done that calls a function, under a title. */
type Measure = (title: string, name: string, work: () => Promise<unknown>) => Promise<unknown>;

export interface PurchaseUnits {
  readonly operations: Readonly<Measured>;
  /** Of the checkout, by table. */
  readonly checkoutTables: readonly (readonly [table: string, units: number])[];
}

function measuring(shop: MeteredShop, measured: Measured): Measure {
  return async (title, name, work) => {
    measured[title] = await shop.unitsOf(name, work);
  };
}

const unmeasured: Measure = (_title, _name, work) => work();

async function stocked(shop: MeteredShop, measure: Measure, prefix: string): Promise<ProductView[]> {
  const products: ProductView[] = [];
  for (const sku of ['A', 'B', 'C'].map((letter) => `${prefix}-${letter}`)) {
    const variants = [{ sku, prices: [{ amount: 1250, currency: 'GBP' }] }];
    const body = { name: `Teapot ${sku}`, category: 'pots', variants };
    await measure('create a product', 'catalog/create-product', async () => {
      products.push(Product.parse(await shop.call('catalog/create-product', { method: 'POST', body })));
    });
    await measure('adjust stock', 'inventory/adjust-stock', () =>
      shop.call('inventory/adjust-stock', {
        method: 'POST',
        pathParameters: { sku },
        body: { locationId: 'london', delta: 100, reason: 'received' },
      }),
    );
  }
  return products;
}

async function filledCart(shop: MeteredShop, products: readonly ProductView[], measure: Measure) {
  const carts: CartView[] = [];
  const guest = { claims: {} };
  await measure('create a cart', 'carts/create-cart', async () => {
    carts.push(
      Cart.parse(await shop.call('carts/create-cart', { ...guest, method: 'POST', body: { currency: 'GBP' } })),
    );
  });
  const [cart] = carts;
  if (cart === undefined) throw new Error('There is no cart.');
  const own = { ...guest, pathParameters: { cartId: cart.id }, headers: { 'x-cart-token': cart.cartToken } };
  for (const { variants } of products) {
    const body = { variantId: variants[0]?.id, quantity: 1 };
    await measure('add an item to a cart', 'carts/add-cart-item', () =>
      shop.call('carts/add-cart-item', { ...own, method: 'POST', body }),
    );
  }
  await measure('get a cart', 'carts/get-cart', () => shop.call('carts/get-cart', own));
  return { cart, headers: own.headers };
}

type FilledCart = Awaited<ReturnType<typeof filledCart>>;

/** Checks a cart out while nothing else is under way; answers the order's id and what all of it cost. */
async function checkedOut(shop: MeteredShop, { cart, headers }: FilledCart) {
  const placed: z.output<typeof Order>[] = [];
  const body = { cartId: cart.id, email: 'ada@example.test', shippingAddress: ADDRESS, paymentMethod: 'pm_sandbox_ok' };
  await shop.settled();
  const mark = shop.mark;
  const units = await shop.unitsOf('orders/create-checkout', async () => {
    placed.push(Order.parse(await shop.call('orders/create-checkout', { claims: {}, method: 'POST', headers, body })));
  });
  const orderId = placed[0]?.id ?? '';
  const tables = shop.writesByTable(mark);
  const read = () => shop.call('orders/get-order', { claims: {}, pathParameters: { orderId }, headers });
  await eventually(async () => {
    const { status } = Order.parse(await read());
    if (status !== 'confirmed') throw new Error(`The order is ${status}.`);
  });
  return { orderId, units, tables, read };
}

/** The write units of a checkout of three SKUs in one location, by table. */
export async function checkoutUnits(shop: MeteredShop): Promise<PurchaseUnits['checkoutTables']> {
  const products = await stocked(shop, unmeasured, 'CHECKOUT');
  // Carts know a product by its event.
  await shop.settled();
  const { tables } = await checkedOut(shop, await filledCart(shop, products, unmeasured));
  return tables;
}

/**
 * A purchase of three SKUs in one location and what surrounds it, each operation with its units. The SKUs begin with
 * `prefix`, which a shop sees once.
 */
export async function purchaseUnits(shop: MeteredShop, prefix = 'UNITS'): Promise<PurchaseUnits> {
  const measured: Measured = {};
  const measure = measuring(shop, measured);
  const products = await stocked(shop, measure, prefix);
  const [product] = products;
  const path = { pathParameters: { productId: product?.id ?? '' } };
  await measure('get a product', 'catalog/get-product', () => shop.call('catalog/get-product', path));
  await measure('list products', 'catalog/list-products', () =>
    shop.call('catalog/list-products', { query: { limit: '20' } }),
  );
  await measure('get stock', 'inventory/get-stock', () =>
    shop.call('inventory/get-stock', { pathParameters: { sku: `${prefix}-A` } }),
  );

  const filled = await filledCart(shop, products, measure);
  const { orderId, units, tables, read } = await checkedOut(shop, filled);
  measured['check out 3 SKUs, to the confirmed order'] = units;
  await measure('get an order', 'orders/get-order', read);
  await measure('cancel an order, stock and money back', 'orders/cancel-order', () =>
    shop.call('orders/cancel-order', {
      claims: {},
      method: 'POST',
      pathParameters: { orderId },
      headers: filled.headers,
      body: { reason: 'changed my mind' },
    }),
  );
  return { operations: measured, checkoutTables: tables };
}
