import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Sku } from '../http/shapes.ts';

/** Sums over all locations, without nesting, as inventory systems of the file era want it. */
export const PartnerStockView = z.strictObject({
  sku: Sku,
  available: z.int(),
  onHand: z.int(),
  reserved: z.int(),
  /** `london=5;york=2`: what is available, by location. */
  locations: z.string(),
});

export const getPartnerStock = defineRoute({
  service: 'partner',
  name: 'get-partner-stock',
  method: 'GET',
  path: '/partner/v1/stock/{sku}',
  access: 'partner',
  summary: 'Read the stock of a SKU as one flat record',
  mapped: true,
  request: { path: z.strictObject({ sku: Sku }) },
  responses: { 200: PartnerStockView },
  problems: [{ status: 404, code: 'inventory.stock-not-found' }],
});
