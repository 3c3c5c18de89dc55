import { releaseStock as contract } from '@tradewind/contracts/inventory/release-stock';
import { functionHandler } from '@tradewind/middleware';
import { releaseStock } from '../use-cases/release-stock.ts';
import { releaseStockDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: releaseStockDeps }, async ({ deps, request }) => {
  await releaseStock(deps)(request.orderId);
  return {};
});
