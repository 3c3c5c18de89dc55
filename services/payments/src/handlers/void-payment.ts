import { voidPayment as contract } from '@tradewind/contracts/payments/void-payment';
import { functionHandler } from '@tradewind/middleware';
import { voidPayment } from '../use-cases/void-payment.ts';
import { paymentDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: paymentDeps }, async ({ deps, request }) => {
  await voidPayment(deps)(request);
  return {};
});
