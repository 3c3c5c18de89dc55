import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { CurrencyCode, idSchema } from '../http/shapes.ts';

/** The payment method as the provider names it, such as `pm_sandbox_ok`. */
export const PaymentMethod = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'Must be the name of a payment method.'));

/** Minor units, from zero; the sum of a large order may exceed what a single price may be. */
export const ChargeableAmount = z.strictObject({ amount: z.int().check(z.minimum(0)), currency: CurrencyCode });

/** What the buyer must do before the payment can go on, such as a 3-D Secure challenge. */
export const NextAction = z.strictObject({ type: z.literal('redirect'), url: z.url() });

/**
 * Holds the amount on the buyer's payment method. Idempotent by `orderId`: if the provider's first answer never
 * came, the provider is asked again with the same key. `payments.provider-unavailable` may be retried.
 */
export const authorizePayment = defineFunction({
  service: 'payments',
  name: 'authorize-payment',
  request: z.strictObject({
    orderId: idSchema('ord'),
    amount: ChargeableAmount,
    paymentMethod: PaymentMethod,
    userId: z.optional(idSchema('usr')),
  }),
  response: z.strictObject({
    paymentId: idSchema('pay'),
    status: z.enum(['authorized', 'requires_action']),
    nextAction: z.optional(NextAction),
  }),
  errors: [
    'payments.declined',
    'payments.unknown-payment-method',
    'payments.provider-unavailable',
    'payments.voided',
    'payments.request-mismatch',
  ],
});
export type AuthorizePaymentRequest = z.output<typeof authorizePayment.request>;
export type AuthorizePaymentResponse = z.output<typeof authorizePayment.response>;
