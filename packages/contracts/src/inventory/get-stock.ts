import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Sku } from '../http/shapes.ts';
import { StockView } from './views.ts';

export const getStock = defineRoute({
  service: 'inventory',
  name: 'get-stock',
  method: 'GET',
  path: '/v1/stock/{sku}',
  access: 'public',
  summary: 'Read the stock of a SKU',
  request: { path: z.strictObject({ sku: Sku }) },
  responses: { 200: StockView },
  problems: [{ status: 404, code: 'inventory.stock-not-found' }],
});
