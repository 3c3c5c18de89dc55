import { getStock as route } from '@tradewind/contracts/inventory/get-stock';
import { httpHandler, ok } from '@tradewind/middleware';
import { getStock } from '../use-cases/get-stock.ts';
import { getStockDeps } from '../wiring.ts';
import { toStockView } from './stock-view.ts';

export const handler = httpHandler(route, { deps: getStockDeps }, async ({ deps, path }) =>
  ok(toStockView(path.sku, await getStock(deps)(path.sku))),
);
