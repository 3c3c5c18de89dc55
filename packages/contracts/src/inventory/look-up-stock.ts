import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { Sku } from '../http/shapes.ts';
import { StockView } from './views.ts';

/** The levels of a SKU for the REST API, which maps its answer and its errors by templates. */
export const lookUpStock = defineFunction({
  service: 'inventory',
  name: 'look-up-stock',
  request: z.strictObject({ sku: Sku }),
  response: StockView,
  errors: ['inventory.stock-not-found'],
});
