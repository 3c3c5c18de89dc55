import * as z from 'zod/mini';
import { Sku } from '../http/shapes.ts';

export const LocationId = z
  .string()
  .check(
    z.maxLength(64),
    z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Must be lower-case letters and digits, parted by single dashes.'),
  );

/** At every location `onHand` = `reserved` + `available`. */
export const StockView = z.strictObject({
  sku: Sku,
  available: z.int(),
  locations: z.array(
    z.strictObject({ locationId: LocationId, onHand: z.int(), reserved: z.int(), available: z.int() }),
  ),
});
export type StockView = z.output<typeof StockView>;
