import { beginCompensation as contract } from '@tradewind/contracts/orders/begin-compensation';
import { functionHandler } from '@tradewind/middleware';
import { beginCompensation } from '../use-cases/begin-compensation.ts';
import { recordStepDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: recordStepDeps }, async ({ deps, request, log }) => {
  const compensation = await beginCompensation(deps, request.orderId, request.failureCode);
  log.info('compensation.begun', { ...compensation, failureCode: request.failureCode });
  return compensation;
});
