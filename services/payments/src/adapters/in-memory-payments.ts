import type { LedgerEntry } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentHistory, PaymentRepository } from '../domain/ports.ts';

/** Payments and their entries in Maps, with the same lock as the table's; for tests of the use cases. */
export function inMemoryPayments(): PaymentRepository & PaymentHistory {
  const payments = new Map<string, Payment>();
  const entries = new Map<string, LedgerEntry[]>();
  return {
    find: (paymentId) => Promise.resolve(payments.get(paymentId)),
    createOrFind(payment) {
      const present = payments.get(payment.id);
      if (present === undefined) payments.set(payment.id, payment);
      return Promise.resolve(present ?? payment);
    },
    save({ payment, entry }) {
      if (payments.get(payment.id)?.version !== payment.version) return Promise.resolve(false);
      payments.set(payment.id, { ...payment, version: payment.version + 1 });
      if (entry !== undefined) entries.set(payment.id, [...(entries.get(payment.id) ?? []), entry]);
      return Promise.resolve(true);
    },
    read(paymentId) {
      const payment = payments.get(paymentId);
      return Promise.resolve(payment && { payment, entries: entries.get(paymentId) ?? [] });
    },
  };
}
