import type { Clock } from '@tradewind/kernel';
import type { Reservations } from './ports.ts';

export interface ExpireReservationsDeps {
  readonly reservations: Reservations;
  readonly clock: Clock;
}

/** What one run gives back at most; the next run, a minute later, takes the rest. */
const MAX_PER_RUN = 500;
const AT_ONCE = 10;

/** Gives back what was held too long; a reservation that is committed meanwhile stays. Answers how many expired. */
export const expireReservations =
  ({ reservations, clock }: ExpireReservationsDeps) =>
  async (): Promise<number> => {
    const due = await reservations.dueBy(clock.now(), MAX_PER_RUN);
    let expired = 0;
    for (let start = 0; start < due.length; start += AT_ONCE) {
      const outcomes = await Promise.all(
        due.slice(start, start + AT_ONCE).map(async (orderId) => {
          const reservation = await reservations.find(orderId);
          return reservation?.status === 'held' && (await reservations.giveBack(reservation, 'expired'));
        }),
      );
      expired += outcomes.filter(Boolean).length;
    }
    return expired;
  };
