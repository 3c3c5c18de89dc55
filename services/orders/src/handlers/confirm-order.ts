import { confirmOrder as contract } from '@tradewind/contracts/orders/confirm-order';
import { functionHandler } from '@tradewind/middleware';
import { confirmOrder } from '../use-cases/confirm-order.ts';
import { recordStepDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: recordStepDeps }, async ({ deps, request }) => {
  const { id, status } = await confirmOrder(deps, request.orderId, request.paymentId);
  return { orderId: id, status };
});
