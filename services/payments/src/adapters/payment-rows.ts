import type { Item } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { LedgerEntry } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';

const Money = z.object({ amount: z.int(), currency: z.string() });

const Request = z.object({ amount: Money, paymentMethod: z.string(), userId: z.optional(z.string()) });

const base = {
  id: z.string(),
  orderId: z.string(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
};

const PaymentRow = z.discriminatedUnion('status', [
  z.object({ ...base, status: z.literal('authorizing'), request: Request }),
  z.object({ ...base, status: z.literal('authorized'), request: Request, reference: z.string() }),
  z.object({
    ...base,
    status: z.literal('declined'),
    request: Request,
    reason: z.enum(['declined', 'unknown-payment-method']),
  }),
  z.object({
    ...base,
    status: z.literal('voided'),
    request: z.optional(Request),
    reference: z.optional(z.string()),
  }),
]);

const EntryRow = z.object({
  kind: z.enum(['hold', 'release']),
  postings: z.array(z.object({ account: z.enum(['holds', 'hold-obligations']), amount: Money })),
  postedAt: z.string(),
});

const PAYMENT_SORT_KEY = 'PAYMENT';

/** The partition of a payment: itself and its ledger entries. */
export function partitionOf(paymentId: string): string {
  return `PAYMENT#${paymentId}`;
}

export function paymentKey(paymentId: string) {
  return { pk: partitionOf(paymentId), sk: PAYMENT_SORT_KEY };
}

export function isPaymentItem(item: Item): boolean {
  return item['sk'] === PAYMENT_SORT_KEY;
}

export function toPaymentItem(payment: Payment): Item {
  return { ...paymentKey(payment.id), ...payment };
}

/** Throws if the item is not a payment that this service wrote. */
export function fromPaymentItem(item: Item): Payment {
  return PaymentRow.parse(item);
}

/** An entry is named after the payment's version that it came with: a payment's entries sort by age and never collide. */
export function toEntryItem({ id, version }: Payment, entry: LedgerEntry): Item {
  return { pk: partitionOf(id), sk: `ENTRY#${String(version).padStart(6, '0')}`, ...entry };
}

/** Throws if the item is not a ledger entry that this service wrote. */
export function fromEntryItem(item: Item): LedgerEntry {
  return EntryRow.parse(item);
}
