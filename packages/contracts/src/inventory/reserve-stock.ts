import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { idSchema, Sku, Timestamp } from '../http/shapes.ts';
import { LocationId } from './views.ts';

/** Holds stock for an order; the same order id answers the same reservation. Lines of one SKU are summed. */
export const reserveStock = defineFunction({
  service: 'inventory',
  name: 'reserve-stock',
  request: z.strictObject({
    orderId: idSchema('ord'),
    lines: z
      .array(z.strictObject({ sku: Sku, quantity: z.int().check(z.minimum(1), z.maximum(1_000_000)) }))
      .check(z.minLength(1), z.maxLength(1000)),
  }),
  response: z.strictObject({
    reservationId: idSchema('rsv'),
    allocations: z.array(z.strictObject({ sku: Sku, locationId: LocationId, quantity: z.int() })),
    expiresAt: Timestamp,
  }),
  errors: [
    'inventory.insufficient-stock',
    'inventory.reservation-released',
    'inventory.reservation-expired',
    'inventory.busy',
    'carts.too-many-lines',
  ],
});
