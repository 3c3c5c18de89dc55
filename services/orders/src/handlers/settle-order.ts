import { settleOrder as contract } from '@tradewind/contracts/orders/settle-order';
import { functionHandler } from '@tradewind/middleware';
import { settleOrder } from '../use-cases/settle-order.ts';
import { recordStepDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: recordStepDeps }, async ({ deps, request }) => {
  const { id, status } = await settleOrder(deps, request.orderId);
  return { orderId: id, status };
});
