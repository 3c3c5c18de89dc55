import { settleOrder as contract } from '@tradewind/contracts/orders/settle-order';
import { functionHandler } from '@tradewind/middleware';
import { settleOrder } from '../use-cases/settle-order.ts';
import { recordStepDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: recordStepDeps }, async ({ deps, request, log }) => {
  const order = await settleOrder(deps, request.orderId);
  if (order.status === 'rejected') log.metric('OrdersDeclined', 1, { reason: order.failureCode });
  return { orderId: order.id, status: order.status };
});
