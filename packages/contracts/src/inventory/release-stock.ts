import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { idSchema } from '../http/shapes.ts';

/**
 * Gives an order's stock back, held or committed. Releasing twice changes nothing; releasing an order that never
 * reserved leaves a mark, so that a late reservation of it is refused with `inventory.reservation-released`.
 */
export const releaseStock = defineFunction({
  service: 'inventory',
  name: 'release-stock',
  request: z.strictObject({ orderId: idSchema('ord') }),
  response: z.strictObject({}),
  errors: ['inventory.busy'],
});
