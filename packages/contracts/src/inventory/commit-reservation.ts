import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { idSchema } from '../http/shapes.ts';

/** Makes an order's reservation permanent: it no longer expires. Committing twice changes nothing. */
export const commitReservation = defineFunction({
  service: 'inventory',
  name: 'commit-reservation',
  request: z.strictObject({ orderId: idSchema('ord') }),
  response: z.strictObject({ reservationId: idSchema('rsv') }),
  errors: ['inventory.reservation-expired', 'inventory.reservation-released'],
});
