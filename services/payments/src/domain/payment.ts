import { equals, type Money } from '@tradewind/kernel';
import { holdEntry, releaseEntry, type LedgerEntry } from './ledger.ts';

/** What an order asked for. */
export interface PaymentRequest {
  readonly amount: Money;
  readonly paymentMethod: string;
  readonly userId?: string | undefined;
}

export type DeclineReason = 'declined' | 'unknown-payment-method';

/** What the provider says; `voided` if the key was given up before it was asked for. */
export type ProviderAnswer =
  | { readonly outcome: 'authorized'; readonly reference: string }
  | { readonly outcome: 'declined'; readonly reason: DeclineReason }
  | { readonly outcome: 'voided' };

interface PaymentBase {
  readonly id: string;
  readonly orderId: string;
  /** The version that was read; saving makes it one more. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Written before the provider is asked: whoever finds it so asks again with the same key. */
export interface AuthorizingPayment extends PaymentBase {
  readonly status: 'authorizing';
  readonly request: PaymentRequest;
}

export interface AuthorizedPayment extends PaymentBase {
  readonly status: 'authorized';
  readonly request: PaymentRequest;
  /** The provider's name for the hold. */
  readonly reference: string;
}

export interface DeclinedPayment extends PaymentBase {
  readonly status: 'declined';
  readonly request: PaymentRequest;
  readonly reason: DeclineReason;
}

/** Given up: nothing is held for the order, and nothing ever will be. Without a request it is a tombstone. */
export interface VoidedPayment extends PaymentBase {
  readonly status: 'voided';
  readonly request?: PaymentRequest | undefined;
  readonly reference?: string | undefined;
}

export type Payment = AuthorizingPayment | AuthorizedPayment | DeclinedPayment | VoidedPayment;

/** A payment's next state with the ledger entry that belongs to it; the two are saved together or not at all. */
export interface Transition {
  readonly payment: Payment;
  readonly entry?: LedgerEntry;
}

/**
 * An order has one payment, named after it: `ord_01J…` pays with `pay_01J…`. So the id needs no index, and it is the
 * key under which the provider is asked, however often.
 */
export function paymentIdOf(orderId: string): string {
  return `pay_${orderId.slice('ord_'.length)}`;
}

function newPayment(orderId: string, now: string): PaymentBase {
  return { id: paymentIdOf(orderId), orderId, version: 1, createdAt: now, updatedAt: now };
}

/** The record of the intention to ask the provider. */
export function beginPayment(orderId: string, request: PaymentRequest, now: string): AuthorizingPayment {
  return { ...newPayment(orderId, now), status: 'authorizing', request };
}

/** The payment of an order that was given up before it asked to pay. */
export function tombstone(orderId: string, now: string): VoidedPayment {
  return { ...newPayment(orderId, now), status: 'voided' };
}

export function sameRequest(left: PaymentRequest, right: PaymentRequest): boolean {
  return equals(left.amount, right.amount) && left.paymentMethod === right.paymentMethod;
}

/** What the provider's answer makes of a payment that waits for it. */
export function settlePayment(payment: AuthorizingPayment, answer: ProviderAnswer, now: string): Transition {
  switch (answer.outcome) {
    case 'authorized':
      return {
        payment: { ...payment, status: 'authorized', reference: answer.reference, updatedAt: now },
        entry: holdEntry(payment.request.amount, now),
      };
    case 'declined':
      return { payment: { ...payment, status: 'declined', reason: answer.reason, updatedAt: now } };
    case 'voided':
      return { payment: { ...payment, status: 'voided', updatedAt: now } };
  }
}

/** The payment given up, with the release of what was held. The provider must have given it up before. */
export function voidPayment(payment: AuthorizingPayment | AuthorizedPayment, now: string): Transition {
  const voided = { ...payment, status: 'voided' as const, updatedAt: now };
  return payment.status === 'authorized'
    ? { payment: voided, entry: releaseEntry(payment.request.amount, now) }
    : { payment: voided };
}
