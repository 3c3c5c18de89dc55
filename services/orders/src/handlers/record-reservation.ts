import { recordReservation as contract } from '@tradewind/contracts/orders/record-reservation';
import { functionHandler } from '@tradewind/middleware';
import { toMoneyView } from '../use-cases/money-view.ts';
import { recordReservation } from '../use-cases/record-reservation.ts';
import { recordStepDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: recordStepDeps }, async ({ deps, request }) => {
  const payment = await recordReservation(deps, request.orderId);
  return { ...payment, amount: toMoneyView(payment.amount) };
});
