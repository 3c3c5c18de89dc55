import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';
import { Sku } from '../http/shapes.ts';
import { ADJUSTMENT_REASONS } from './adjust-stock.ts';
import { LocationId } from './views.ts';

/** Units came to or left a location otherwise than by an order. */
export const StockAdjusted = defineEvent({
  service: 'inventory',
  name: 'stock-adjusted',
  version: 1,
  data: z.object({
    sku: Sku,
    locationId: LocationId,
    delta: z.int(),
    reason: z.enum(ADJUSTMENT_REASONS),
  }),
});
