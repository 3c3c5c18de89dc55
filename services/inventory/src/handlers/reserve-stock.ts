import { reserveStock as contract } from '@tradewind/contracts/inventory/reserve-stock';
import { functionHandler } from '@tradewind/middleware';
import { reserveStock } from '../use-cases/reserve-stock.ts';
import { reserveStockDeps } from '../wiring.ts';

const failureMetrics = { 'inventory.insufficient-stock': 'ReservationFailures' } as const;

export const handler = functionHandler(
  contract,
  { deps: reserveStockDeps, failureMetrics },
  async ({ deps, request }) => {
    const { reservationId, allocations, expiresAt } = await reserveStock(deps)(request);
    return { reservationId, allocations: [...allocations], expiresAt };
  },
);
