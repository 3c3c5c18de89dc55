import { commitReservation as contract } from '@tradewind/contracts/inventory/commit-reservation';
import { functionHandler } from '@tradewind/middleware';
import { commitReservation } from '../use-cases/commit-reservation.ts';
import { commitReservationDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: commitReservationDeps }, async ({ deps, request }) => {
  const { reservationId } = await commitReservation(deps)(request.orderId);
  return { reservationId };
});
