import type { Item } from '@tradewind/dynamodb';
import { money } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { expiryOf, type Cart, type CartLine } from '../domain/cart.ts';
import { CURRENCIES, type Currency } from '../domain/currency.ts';
import type { Totals } from '../domain/totals.ts';

const TotalsRow = z.object({
  subtotal: z.int(),
  tax: z.int(),
  shipping: z.int(),
  discount: z.int(),
  total: z.int(),
});

const LineRow = z.object({
  id: z.string(),
  variantId: z.string(),
  productId: z.string(),
  sku: z.string(),
  name: z.string(),
  unitAmount: z.int(),
  quantity: z.int(),
});

const CartRow = z.object({
  id: z.string(),
  currency: z.enum(CURRENCIES),
  userId: z.optional(z.string()),
  tokenHash: z.optional(z.string()),
  lines: z.array(LineRow),
  releasedOrders: z.optional(z.array(z.string())),
  orderId: z.optional(z.string()),
  totals: z.optional(TotalsRow),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

type CartRow = z.output<typeof CartRow>;

export function cartKey(cartId: string) {
  return { pk: `CART#${cartId}`, sk: 'CART' };
}

function lineRow({ id, variantId, quantity, quote }: CartLine): CartRow['lines'][number] {
  const { productId, sku, name, unitPrice } = quote;
  return { id, variantId, productId, sku, name, unitAmount: unitPrice.amount, quantity };
}

function totalsRow({ subtotal, tax, shipping, discount, total }: Totals): CartRow['totals'] {
  return {
    subtotal: subtotal.amount,
    tax: tax.amount,
    shipping: shipping.amount,
    discount: discount.amount,
    total: total.amount,
  };
}

/** One item holds the whole cart: a change is one write, and a claim needs no transaction. */
export function toCartItem(cart: Cart): Item {
  const row: CartRow = {
    id: cart.id,
    currency: cart.currency,
    ...cart.owner,
    lines: cart.lines.map(lineRow),
    ...(cart.releasedOrders.length === 0 ? {} : { releasedOrders: [...cart.releasedOrders] }),
    ...(cart.status === 'claimed' ? { orderId: cart.orderId, totals: totalsRow(cart.totals) } : {}),
    version: cart.version,
    createdAt: cart.createdAt,
    updatedAt: cart.updatedAt,
  };
  return { ...cartKey(cart.id), ...row, expiresAt: Math.floor(expiryOf(cart).getTime() / 1000) };
}

function toLine(
  { id, variantId, quantity, productId, sku, name, unitAmount }: CartRow['lines'][number],
  currency: Currency,
) {
  return { id, variantId, quantity, quote: { productId, sku, name, unitPrice: money(unitAmount, currency) } };
}

function toTotals(row: z.output<typeof TotalsRow>, currency: Currency): Totals {
  return {
    subtotal: money(row.subtotal, currency),
    tax: money(row.tax, currency),
    shipping: money(row.shipping, currency),
    discount: money(row.discount, currency),
    total: money(row.total, currency),
  };
}

/** Throws if the item is not a cart that this service wrote. */
export function fromCartItem(item: Item): Cart {
  const { userId, tokenHash, orderId, totals, ...row } = CartRow.parse(item);
  const base = {
    ...row,
    owner: userId === undefined ? { tokenHash: z.string().parse(tokenHash) } : { userId },
    lines: row.lines.map((line) => toLine(line, row.currency)),
    releasedOrders: row.releasedOrders ?? [],
  };
  return orderId === undefined || totals === undefined
    ? { ...base, status: 'open' }
    : { ...base, status: 'claimed', orderId, totals: toTotals(totals, row.currency) };
}
