import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Sku, text } from '../http/shapes.ts';
import { LocationId, StockView } from './views.ts';

/** `initial` opens the books of a SKU at a location and is taken once. */
export const ADJUSTMENT_REASONS = ['initial', 'received', 'returned', 'correction', 'damaged', 'lost'] as const;

export const StockAdjustment = z.strictObject({
  locationId: LocationId,
  /** Units that came (positive) or went (negative). */
  delta: z.int().check(z.minimum(-1_000_000), z.maximum(1_000_000)),
  reason: z.enum(ADJUSTMENT_REASONS),
  note: z.optional(text(1, 500)),
});
export type StockAdjustment = z.output<typeof StockAdjustment>;

export const adjustStock = defineRoute({
  service: 'inventory',
  name: 'adjust-stock',
  method: 'POST',
  path: '/v1/stock/{sku}/adjustments',
  access: 'admin',
  summary: 'Adjust the stock of a SKU at a location',
  description:
    '`initial` (from 0), `received` and `returned` add units, `damaged` and `lost` take them, `correction` does either. ' +
    'Units that are reserved cannot be taken.',
  request: { path: z.strictObject({ sku: Sku }), body: StockAdjustment },
  responses: { 201: StockView },
  problems: [
    { status: 409, code: 'inventory.already-stocked' },
    { status: 409, code: 'inventory.below-reserved' },
    { status: 409, code: 'inventory.level-too-high' },
    { status: 422, code: 'inventory.wrong-direction' },
  ],
  idempotency: 'required',
});
