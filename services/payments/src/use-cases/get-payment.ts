import { adminAccess, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { PaymentsAdminActionRecorded } from '@tradewind/contracts/payments/admin-action-recorded.v1';
import type { Clock } from '@tradewind/kernel';
import { paymentNotFound } from '../domain/errors.ts';
import type { LedgerEntry } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';
import type { Announcer, PaymentHistory } from '../domain/ports.ts';

export interface GetPaymentDeps {
  readonly history: PaymentHistory;
  readonly announcer: Announcer;
  readonly clock: Clock;
}

export interface GetPayment {
  readonly paymentId: string;
  readonly origin: AdminOrigin;
}

/**
 * A payment with its ledger entries, for support, who are on record before seeing it. Throws `payments.payment-not-found`.
 */
export function getPayment({ history, announcer, clock }: GetPaymentDeps) {
  return async ({ paymentId, origin }: GetPayment): Promise<{ payment: Payment; entries: readonly LedgerEntry[] }> => {
    const found = await history.read(paymentId);
    if (found === undefined) throw paymentNotFound();
    const target = { type: 'payment', id: paymentId };
    const access = adminAccess({ action: 'payments.payment-read', target }, origin);
    await announcer.announce(PaymentsAdminActionRecorded.create(access, origin, clock));
    return found;
  };
}
