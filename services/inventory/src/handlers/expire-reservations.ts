import { scheduleHandler } from '@tradewind/middleware';
import { expireReservations } from '../use-cases/expire-reservations.ts';
import { expireReservationsDeps } from '../wiring.ts';

export const handler = scheduleHandler({ deps: expireReservationsDeps }, async ({ deps, log }) => {
  const expired = await expireReservations(deps)();
  if (expired > 0) log.info('Reservations expired', { expired });
});
