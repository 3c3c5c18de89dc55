import { reservationExpired, reservationReleased } from '../domain/errors.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { Reservations } from './ports.ts';

export interface CommitReservationDeps {
  readonly reservations: Reservations;
}

/**
 * Makes an order's reservation permanent. One that is overdue but not yet expired still holds its stock and is
 * committed. Throws `inventory.reservation-expired` (also where there is none) or `inventory.reservation-released`.
 */
export const commitReservation =
  ({ reservations }: CommitReservationDeps) =>
  async (orderId: string): Promise<Reservation> => {
    const reservation = await reservations.commit(orderId);
    if (reservation?.status === 'committed') return reservation;
    throw reservation?.status === 'released' ? reservationReleased(orderId) : reservationExpired(orderId);
  };
