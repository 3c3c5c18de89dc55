import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { getPartnerProduct } from './get-partner-product.ts';
import { getPartnerStock } from './get-partner-stock.ts';
import { listPartnerProducts } from './list-partner-products.ts';
import { submitStockFeed } from './submit-stock-feed.ts';

export const routes: readonly RouteDefinition[] = [
  listPartnerProducts,
  getPartnerProduct,
  getPartnerStock,
  submitStockFeed,
];
export const events: readonly EventDefinition[] = [];
export const functions: readonly FunctionDefinition[] = [];
