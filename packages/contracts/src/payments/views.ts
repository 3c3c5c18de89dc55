import * as z from 'zod/mini';
import { idSchema, MoneyView, Timestamp } from '../http/shapes.ts';

export const PaymentStatus = z.enum(['authorizing', 'authorized', 'declined', 'voided']);

/** One balanced entry of the ledger: the amounts of its postings sum to zero. */
export const LedgerEntryView = z.strictObject({
  kind: z.enum(['hold', 'release']),
  postings: z.array(z.strictObject({ account: z.string(), amount: MoneyView })),
  postedAt: Timestamp,
});

/** `amount` and `paymentMethod` are null for an order that was given up before it was asked to pay. */
export const PaymentView = z.strictObject({
  id: idSchema('pay'),
  orderId: idSchema('ord'),
  status: PaymentStatus,
  amount: z.nullable(MoneyView),
  paymentMethod: z.nullable(z.string()),
  userId: z.nullable(idSchema('usr')),
  declineReason: z.nullable(z.string()),
  ledger: z.array(LedgerEntryView),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type PaymentView = z.output<typeof PaymentView>;
