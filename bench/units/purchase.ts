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

export interface PurchaseUnits {
  readonly operations: Readonly<Measured>;
  /** Of the checkout, by table. */
  readonly checkoutTables: readonly (readonly [table: string, units: number])[];
}

async function stocked(shop: MeteredShop, measured: Measured, prefix: string): Promise<ProductView[]> {
  const products: ProductView[] = [];
  for (const sku of ['A', 'B', 'C'].map((letter) => `${prefix}-${letter}`)) {
    const variants = [{ sku, prices: [{ amount: 1250, currency: 'GBP' }] }];
    const body = { name: `Teapot ${sku}`, category: 'pots', variants };
    measured['create a product'] = await shop.unitsOf('catalog/create-product', async () => {
      products.push(Product.parse(await shop.call('catalog/create-product', { method: 'POST', body })));
    });
    measured['adjust stock'] = await shop.unitsOf('inventory/adjust-stock', () =>
      shop.call('inventory/adjust-stock', {
        method: 'POST',
        pathParameters: { sku },
        body: { locationId: 'london', delta: 100, reason: 'received' },
      }),
    );
  }
  return products;
}

async function filledCart(shop: MeteredShop, products: readonly ProductView[], measured: Measured) {
  const carts: z.output<typeof Cart>[] = [];
  const guest = { claims: {} };
  measured['create a cart'] = await shop.unitsOf('carts/create-cart', async () => {
    carts.push(
      Cart.parse(await shop.call('carts/create-cart', { ...guest, method: 'POST', body: { currency: 'GBP' } })),
    );
  });
  const [cart] = carts;
  if (cart === undefined) throw new Error('There is no cart.');
  const own = { ...guest, pathParameters: { cartId: cart.id }, headers: { 'x-cart-token': cart.cartToken } };
  for (const { variants } of products) {
    const body = { variantId: variants[0]?.id, quantity: 1 };
    measured['add an item to a cart'] = await shop.unitsOf('carts/add-cart-item', () =>
      shop.call('carts/add-cart-item', { ...own, method: 'POST', body }),
    );
  }
  measured['get a cart'] = await shop.unitsOf('carts/get-cart', () => shop.call('carts/get-cart', own));
  return { cart, headers: own.headers };
}

/**
 * A purchase of three SKUs in one location and what surrounds it, each operation with its units. The SKUs begin with
 * `prefix`, which a shop sees once.
 */
export async function purchaseUnits(shop: MeteredShop, prefix = 'UNITS'): Promise<PurchaseUnits> {
  const measured: Measured = {};
  const products = await stocked(shop, measured, prefix);
  const [product] = products;
  const path = { pathParameters: { productId: product?.id ?? '' } };
  measured['get a product'] = await shop.unitsOf('catalog/get-product', () => shop.call('catalog/get-product', path));
  measured['list products'] = await shop.unitsOf('catalog/list-products', () =>
    shop.call('catalog/list-products', { query: { limit: '20' } }),
  );
  measured['get stock'] = await shop.unitsOf('inventory/get-stock', () =>
    shop.call('inventory/get-stock', { pathParameters: { sku: `${prefix}-A` } }),
  );

  const { cart, headers } = await filledCart(shop, products, measured);
  const placed: z.output<typeof Order>[] = [];
  const body = { cartId: cart.id, email: 'ada@example.test', shippingAddress: ADDRESS, paymentMethod: 'pm_sandbox_ok' };
  const mark = shop.mark;
  measured['check out 3 SKUs, to the confirmed order'] = await shop.unitsOf('orders/create-checkout', async () => {
    placed.push(Order.parse(await shop.call('orders/create-checkout', { claims: {}, method: 'POST', headers, body })));
  });
  const checkoutTables = shop.writesByTable(mark);
  const orderId = placed[0]?.id ?? '';
  const read = () => shop.call('orders/get-order', { claims: {}, pathParameters: { orderId }, headers });
  await eventually(async () => {
    const { status } = Order.parse(await read());
    if (status !== 'confirmed') throw new Error(`The order is ${status}.`);
  });
  measured['get an order'] = await shop.unitsOf('orders/get-order', read);
  measured['cancel an order, stock and money back'] = await shop.unitsOf('orders/cancel-order', () =>
    shop.call('orders/cancel-order', {
      claims: {},
      method: 'POST',
      pathParameters: { orderId },
      headers,
      body: { reason: 'changed my mind' },
    }),
  );
  return { operations: measured, checkoutTables };
}
