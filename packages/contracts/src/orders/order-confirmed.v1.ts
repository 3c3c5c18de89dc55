import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';
import { MoneyView, Sku } from '../http/shapes.ts';
import { OrderTotals } from './views.ts';

/** The stock is committed and the payment is authorised: the buyer will get this order. */
export const OrderConfirmed = defineEvent({
  service: 'orders',
  name: 'order-confirmed',
  version: 1,
  data: z.object({
    orderId: z.string(),
    /** null for a guest. */
    userId: z.nullable(z.string()),
    email: z.string(),
    items: z.array(z.object({ sku: Sku, name: z.string(), quantity: z.int(), total: MoneyView })),
    totals: OrderTotals,
  }),
});
