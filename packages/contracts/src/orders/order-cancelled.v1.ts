import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';
import { MoneyView } from '../http/shapes.ts';

/** A confirmed order was cancelled: its payment is voided and its stock is free again. */
export const OrderCancelled = defineEvent({
  service: 'orders',
  name: 'order-cancelled',
  version: 1,
  data: z.object({
    orderId: z.string(),
    /** null for a guest. */
    userId: z.nullable(z.string()),
    email: z.string(),
    /** In the words of who cancelled it; null when none were given. */
    reason: z.nullable(z.string()),
    total: MoneyView,
  }),
});
