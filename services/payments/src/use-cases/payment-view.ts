import { MoneyView } from '@tradewind/contracts/http/shapes';
import type { PaymentView } from '@tradewind/contracts/payments/views';
import type { LedgerEntry } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';

function toEntryView({ kind, postings, postedAt }: LedgerEntry): PaymentView['ledger'][number] {
  return {
    kind,
    postings: postings.map(({ account, amount }) => ({ account, amount: MoneyView.parse(amount) })),
    postedAt,
  };
}

/** The payment as support sees it; the provider's reference stays inside. */
export function toPaymentView(payment: Payment, entries: readonly LedgerEntry[]): PaymentView {
  const { id, orderId, status, request, createdAt, updatedAt } = payment;
  return {
    id,
    orderId,
    status,
    amount: request === undefined ? null : MoneyView.parse(request.amount),
    paymentMethod: request?.paymentMethod ?? null,
    userId: request?.userId ?? null,
    declineReason: payment.status === 'declined' ? payment.reason : null,
    ledger: entries.map(toEntryView),
    createdAt,
    updatedAt,
  };
}
