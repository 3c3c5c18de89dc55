import { DomainError } from '@tradewind/kernel';

export function paymentDeclined(): DomainError {
  return new DomainError('payment-declined', 'payments.declined', 'The payment was declined.');
}

export function unknownPaymentMethod(): DomainError {
  return new DomainError(
    'rule-violated',
    'payments.unknown-payment-method',
    'The payment provider does not know this payment method.',
  );
}

export function paymentVoided(): DomainError {
  return new DomainError('conflict', 'payments.voided', 'The payment of this order has been given up.');
}

export function requestMismatch(): DomainError {
  return new DomainError(
    'conflict',
    'payments.request-mismatch',
    'The order has asked for another amount or with another payment method before.',
  );
}

/** The provider's answer is not known; asking again with the same key is safe. */
export function providerUnavailable(cause?: unknown): DomainError {
  return new DomainError('unavailable', 'payments.provider-unavailable', 'The payment provider did not answer.', {
    retryAfter: 1,
    cause,
  });
}

export function paymentNotFound(): DomainError {
  return new DomainError('not-found', 'payments.payment-not-found', 'There is no such payment.');
}
