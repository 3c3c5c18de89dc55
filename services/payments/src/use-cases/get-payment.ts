import { paymentNotFound } from '../domain/errors.ts';
import type { LedgerEntry } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentHistory } from '../domain/ports.ts';

export interface GetPaymentDeps {
  readonly history: PaymentHistory;
}

/** A payment with its ledger entries, for support. Throws `payments.payment-not-found`. */
export function getPayment({ history }: GetPaymentDeps) {
  return async (paymentId: string): Promise<{ payment: Payment; entries: readonly LedgerEntry[] }> => {
    const found = await history.read(paymentId);
    if (found === undefined) throw paymentNotFound();
    return found;
  };
}
