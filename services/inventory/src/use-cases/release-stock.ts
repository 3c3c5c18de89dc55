import type { Clock } from '@tradewind/kernel';
import { stockBusy } from '../domain/errors.ts';
import { holdsStock, releasedBeforehand } from '../domain/reservation.ts';
import type { Reservations } from './ports.ts';

export interface ReleaseStockDeps {
  readonly reservations: Reservations;
  readonly clock: Clock;
}

const MAX_ATTEMPTS = 12;

/**
 * Gives an order's stock back; once is as good as often. An order without a reservation is marked, so that a late
 * one is refused. Throws `inventory.busy` when every attempt lost its race.
 */
export const releaseStock =
  ({ reservations, clock }: ReleaseStockDeps) =>
  async (orderId: string): Promise<void> => {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const reservation = await reservations.find(orderId);
      if (reservation === undefined) {
        if (await reservations.markReleased(releasedBeforehand(orderId, clock))) return;
      } else if (!holdsStock(reservation) || (await reservations.giveBack(reservation, 'released'))) {
        return;
      }
    }
    throw stockBusy();
  };
