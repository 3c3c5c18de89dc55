// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import type { Money } from './shared-types.ts';

export interface LedgerEntry {
  kind: 'hold' | 'release';
  postings: {
    account: string;
    amount: Money;
  }[];
  postedAt: string;
}

export interface Payment {
  id: string;
  orderId: string;
  status: PaymentStatus;
  amount: Money | null;
  paymentMethod: string | null;
  userId: string | null;
  declineReason: string | null;
  ledger: LedgerEntry[];
  createdAt: string;
  updatedAt: string;
}

export type PaymentStatus = 'authorizing' | 'authorized' | 'declined' | 'voided';
