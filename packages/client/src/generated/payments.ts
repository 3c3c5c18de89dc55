// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { operation } from '../operation.ts';
import type { Payment } from './payments-types.ts';

export interface GetPaymentContract {
  input: {
    paymentId: string;
  };
  answers: {
    200: Payment;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'payments.payment-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read a payment with its ledger entries.
 *
 * `GET /v1/payments/{paymentId}` For admins.
 */
export const getPayment = /* @__PURE__ */ operation<GetPaymentContract>({
  id: 'getPayment',
  method: 'GET',
  path: '/v1/payments/{paymentId}',
  access: 'admin',
  answers: { '200': 'json' },
});
