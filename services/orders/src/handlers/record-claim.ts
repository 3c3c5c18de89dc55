import { recordClaim as contract } from '@tradewind/contracts/orders/record-claim';
import { functionHandler } from '@tradewind/middleware';
import { recordClaim } from '../use-cases/record-claim.ts';
import { recordStepDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: recordStepDeps }, async ({ deps, request }) => {
  const stock = await recordClaim(deps, request.orderId, request.cart);
  return { ...stock, lines: [...stock.lines] };
});
