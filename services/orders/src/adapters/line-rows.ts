import { money } from '@tradewind/kernel';
import * as z from 'zod/mini';
import type { OrderContent } from '../domain/order.ts';

const AMOUNTS = {
  subtotal: z.number(),
  tax: z.number(),
  shipping: z.number(),
  discount: z.number(),
  total: z.number(),
};

// One currency for the whole order: amounts are stored bare, which keeps three lines within one write unit.
const Row = z.object({
  currency: z.string(),
  items: z.array(
    z.object({
      itemId: z.string(),
      variantId: z.string(),
      productId: z.string(),
      sku: z.string(),
      name: z.string(),
      quantity: z.number(),
      unitPrice: z.number(),
      total: z.number(),
    }),
  ),
  totals: z.object(AMOUNTS),
});

/** Reads an order's content from its LINES row. */
export const OrderLines = z.pipe(
  Row,
  z.transform(({ currency, items, totals }): OrderContent => {
    const of = (amount: number) => money(amount, currency);
    return {
      currency,
      items: items.map((item) => ({ ...item, unitPrice: of(item.unitPrice), total: of(item.total) })),
      totals: {
        subtotal: of(totals.subtotal),
        tax: of(totals.tax),
        shipping: of(totals.shipping),
        discount: of(totals.discount),
        total: of(totals.total),
      },
    };
  }),
);

/** The attributes of a LINES row. */
export function toLines({ currency, items, totals }: OrderContent): z.input<typeof Row> {
  return {
    currency,
    items: items.map((item) => ({ ...item, unitPrice: item.unitPrice.amount, total: item.total.amount })),
    totals: {
      subtotal: totals.subtotal.amount,
      tax: totals.tax.amount,
      shipping: totals.shipping.amount,
      discount: totals.discount.amount,
      total: totals.total.amount,
    },
  };
}
