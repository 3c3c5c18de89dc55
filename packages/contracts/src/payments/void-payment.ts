import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { idSchema } from '../http/shapes.ts';

/**
 * Gives up the hold of an order's payment. Idempotent; an order without a payment gets a tombstone, so that an
 * authorisation which arrives late is refused with `payments.voided`.
 */
export const voidPayment = defineFunction({
  service: 'payments',
  name: 'void-payment',
  request: z.strictObject({ orderId: idSchema('ord') }),
  response: z.strictObject({}),
  errors: ['payments.provider-unavailable'],
});
