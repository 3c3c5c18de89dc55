import { lookUpStock as definition } from '@tradewind/contracts/inventory/look-up-stock';
import { functionHandler } from '@tradewind/middleware';
import { getStock } from '../use-cases/get-stock.ts';
import { getStockDeps } from '../wiring.ts';
import { toStockView } from './stock-view.ts';

export const handler = functionHandler(definition, { deps: getStockDeps }, async ({ deps, request: { sku } }) =>
  toStockView(sku, await getStock(deps)(sku)),
);
