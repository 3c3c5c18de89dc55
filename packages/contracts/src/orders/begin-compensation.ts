import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { CartId, OrderId } from './views.ts';

/**
 * Saga step, the point of no return of a failed checkout: a pending order is decided to be rejected, so that no other
 * run can confirm it, and only then is anything undone. Also the first step of a cancellation, which its row has decided.
 */
export const beginCompensation = defineFunction({
  service: 'orders',
  name: 'begin-compensation',
  request: z.strictObject({ orderId: OrderId, failureCode: z.optional(z.string()) }),
  response: z.strictObject({
    orderId: OrderId,
    cartId: CartId,
    /** The furthest effect that the order may have had outside; those before it are undone too. `nothing` leaves the order as it is. */
    undoFrom: z.enum(['payment', 'stock', 'cart', 'nothing']),
    /** Whether the buyer gets the cart back: not after a cancellation. */
    releaseCart: z.boolean(),
  }),
  errors: ['orders.order-not-found'],
});
