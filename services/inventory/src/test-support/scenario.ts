import { newId, type Clock } from '@tradewind/kernel';
import { adjustStock } from '../use-cases/adjust-stock.ts';
import { commitReservation } from '../use-cases/commit-reservation.ts';
import { expireReservations } from '../use-cases/expire-reservations.ts';
import { getStock } from '../use-cases/get-stock.ts';
import type { Reservations, StockLevels } from '../use-cases/ports.ts';
import { releaseStock } from '../use-cases/release-stock.ts';
import { reserveStock } from '../use-cases/reserve-stock.ts';
import type { MovementReason } from '../domain/movement.ts';

export interface InventoryAdapters {
  readonly levels: StockLevels;
  readonly reservations: Reservations;
}

export interface SettableClock extends Clock {
  advance(minutes: number): void;
}

/** A clock that starts at a fixed instant and moves only when told. */
export function settableClock(start = '2026-01-31T09:30:00.000Z'): SettableClock {
  let now = new Date(start).getTime();
  return {
    now: () => new Date(now),
    advance(minutes) {
      now += minutes * 60_000;
    },
  };
}

/** The use cases over a pair of adapters, in the words that the suites and tests use. */
export function inventoryScenario({ levels, reservations }: InventoryAdapters, clock: Clock) {
  const deps = { levels, reservations, clock };
  return {
    newOrder: () => newId('ord'),
    newSku: () => `SKU-${newId('itm')}`,
    stock: (sku: string, delta: number, locationId = 'london', reason: MovementReason = 'received') =>
      adjustStock(deps)({
        sku,
        locationId,
        delta,
        reason,
        origin: { requestId: 'req-1', correlationId: 'cor-1', actor: 'usr_test' },
      }),
    levels: getStock(deps),
    reserve: (orderId: string, ...lines: readonly (readonly [sku: string, quantity: number])[]) =>
      reserveStock(deps)({ orderId, lines: lines.map(([sku, quantity]) => ({ sku, quantity })) }),
    commit: commitReservation(deps),
    release: releaseStock(deps),
    expire: expireReservations(deps),
  };
}

export type InventoryScenario = ReturnType<typeof inventoryScenario>;
