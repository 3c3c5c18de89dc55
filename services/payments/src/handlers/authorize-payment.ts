import { authorizePayment as contract } from '@tradewind/contracts/payments/authorize-payment';
import { functionHandler } from '@tradewind/middleware';
import { authorizePayment } from '../use-cases/authorize-payment.ts';
import { paymentDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: paymentDeps }, ({ deps, request }) =>
  authorizePayment(deps)(request),
);
