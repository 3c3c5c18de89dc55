import type {
  AuthorizePaymentRequest,
  AuthorizePaymentResponse,
} from '@tradewind/contracts/payments/authorize-payment';
import { timestamp } from '@tradewind/kernel';
import { paymentDeclined, paymentVoided, requestMismatch, unknownPaymentMethod } from '../domain/errors.ts';
import { beginPayment, sameRequest, settlePayment, type AuthorizingPayment, type Payment } from '../domain/payment.ts';
import type { PaymentDeps } from '../domain/ports.ts';

function answerOf(payment: Payment): AuthorizePaymentResponse {
  switch (payment.status) {
    case 'authorized':
      return { paymentId: payment.id, status: 'authorized' };
    case 'declined':
      throw payment.reason === 'unknown-payment-method' ? unknownPaymentMethod() : paymentDeclined();
    case 'voided':
      throw paymentVoided();
    case 'authorizing':
      throw new Error(`The payment ${payment.id} was settled and is authorizing again.`);
  }
}

async function askProvider({ payments, provider, clock }: PaymentDeps, payment: AuthorizingPayment): Promise<Payment> {
  const { amount, paymentMethod } = payment.request;
  const answer = await provider.authorize({ key: payment.id, amount, paymentMethod });
  const transition = settlePayment(payment, answer, timestamp(clock));
  if (await payments.save(transition)) return transition.payment;
  const current = (await payments.find(payment.id)) ?? payment;
  // Whoever voided it could not know of this answer; a hold that nobody wants must not outlive it.
  if (current.status === 'voided' && answer.outcome === 'authorized') await provider.void(payment.id);
  return current;
}

/**
 * Holds the order's amount, once: the intention is written before the provider is asked, under a key that stays the
 * same, so that a crash or a timeout in between is settled by calling this again.
 *
 * Throws `payments.declined`, `payments.unknown-payment-method`, `payments.voided`, `payments.request-mismatch`, and
 * `payments.provider-unavailable`, after which the same call may succeed.
 */
export function authorizePayment(deps: PaymentDeps) {
  return async ({ orderId, ...request }: AuthorizePaymentRequest): Promise<AuthorizePaymentResponse> => {
    const payment = await deps.payments.createOrFind(beginPayment(orderId, request, timestamp(deps.clock)));
    if (payment.status === 'voided') throw paymentVoided();
    if (!sameRequest(payment.request, request)) throw requestMismatch();
    return answerOf(payment.status === 'authorizing' ? await askProvider(deps, payment) : payment);
  };
}
