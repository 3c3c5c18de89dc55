import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { idSchema } from '../http/shapes.ts';
import { PaymentView } from './views.ts';

export const getPayment = defineRoute({
  service: 'payments',
  name: 'get-payment',
  method: 'GET',
  path: '/v1/payments/{paymentId}',
  access: 'admin',
  summary: 'Read a payment with its ledger entries',
  request: { path: z.strictObject({ paymentId: idSchema('pay') }) },
  responses: { 200: PaymentView },
  problems: [{ status: 404, code: 'payments.payment-not-found' }],
  etag: true,
});
