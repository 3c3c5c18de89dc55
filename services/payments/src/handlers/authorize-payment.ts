import { authorizePayment as contract } from '@tradewind/contracts/payments/authorize-payment';
import { functionHandler } from '@tradewind/middleware';
import { authorizePayment } from '../use-cases/authorize-payment.ts';
import { paymentDeps } from '../wiring.ts';

const failureMetrics = { 'payments.declined': 'PaymentsDeclined' } as const;

export const handler = functionHandler(contract, { deps: paymentDeps, failureMetrics }, ({ deps, request }) =>
  authorizePayment(deps)(request),
);
