import type { Clock } from '@tradewind/kernel';
import { allocate, sumDemand, type Line } from '../domain/allocation.ts';
import { reservationExpired, reservationReleased, stockBusy } from '../domain/errors.ts';
import { holdFor, type Reservation } from '../domain/reservation.ts';
import type { Reservations, StockLevels } from './ports.ts';

export interface ReserveStockDeps {
  readonly levels: StockLevels;
  readonly reservations: Reservations;
  readonly clock: Clock;
}

export interface ReserveStockCommand {
  readonly orderId: string;
  readonly lines: readonly Line[];
}

const MAX_ATTEMPTS = 12;

function standing(reservation: Reservation): Reservation {
  if (reservation.status === 'released') throw reservationReleased(reservation.orderId);
  if (reservation.status === 'expired') throw reservationExpired(reservation.orderId);
  return reservation;
}

/**
 * Holds stock for all lines of an order or for none. The same order is answered the reservation that it has. Throws
 * `inventory.insufficient-stock`, `inventory.reservation-released`, `inventory.reservation-expired`,
 * `carts.too-many-lines`, or `inventory.busy` when every attempt lost its race.
 */
export const reserveStock =
  ({ levels, reservations, clock }: ReserveStockDeps) =>
  async ({ orderId, lines }: ReserveStockCommand): Promise<Reservation> => {
    const demand = sumDemand(lines);
    const skus = demand.map(({ sku }) => sku);
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      // Levels before the reservation: if a twin of this call took the last unit, its reservation is then seen.
      const current = await levels.of(skus);
      const existing = await reservations.find(orderId);
      if (existing !== undefined) return standing(existing);
      const wanted = holdFor(orderId, allocate(demand, current), clock);
      if (await reservations.hold(wanted)) return wanted;
    }
    throw stockBusy();
  };
