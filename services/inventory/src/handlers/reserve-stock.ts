import { reserveStock as contract } from '@tradewind/contracts/inventory/reserve-stock';
import { functionHandler } from '@tradewind/middleware';
import { reserveStock } from '../use-cases/reserve-stock.ts';
import { reserveStockDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: reserveStockDeps }, async ({ deps, request }) => {
  const { reservationId, allocations, expiresAt } = await reserveStock(deps)(request);
  return { reservationId, allocations: [...allocations], expiresAt };
});
