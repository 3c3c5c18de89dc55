import { ConditionFailedError, TransactionFailedError, type Table } from '@tradewind/dynamodb';
import type { PaymentHistory, PaymentRepository } from '../domain/ports.ts';
import {
  fromEntryItem,
  fromPaymentItem,
  isPaymentItem,
  partitionOf,
  paymentKey,
  toEntryItem,
  toPaymentItem,
} from './payment-rows.ts';

const ABSENT = 'attribute_not_exists(#pk)';

/** Payments in DynamoDB under an optimistic lock; a change that moves money commits in one transaction with its entry. */
export function dynamoPayments(table: Table): PaymentRepository {
  return {
    async find(paymentId) {
      const item = await table.get(paymentKey(paymentId), { consistent: true });
      return item === undefined ? undefined : fromPaymentItem(item);
    },
    async createOrFind(payment) {
      try {
        await table.put(toPaymentItem(payment), { condition: ABSENT });
        return payment;
      } catch (error) {
        if (error instanceof ConditionFailedError && error.item !== undefined) return fromPaymentItem(error.item);
        throw error;
      }
    },
    async save({ payment, entry }) {
      const next = { ...payment, version: payment.version + 1 };
      const put = {
        put: toPaymentItem(next),
        condition: '#version = :version',
        values: { ':version': payment.version },
      };
      try {
        await (entry === undefined
          ? table.put(put.put, put)
          : table.transact([put, { put: toEntryItem(next, entry), condition: ABSENT }]));
        return true;
      } catch (error) {
        if (error instanceof ConditionFailedError) return false;
        if (error instanceof TransactionFailedError && error.conditionFailedAt(0) !== undefined) return false;
        throw error;
      }
    },
  };
}

/** Reads a payment's partition. */
export function dynamoPaymentHistory(table: Table): PaymentHistory {
  return {
    async read(paymentId) {
      const where = '#pk = :pk';
      const { items } = await table.query({ where, values: { ':pk': partitionOf(paymentId) }, consistent: true });
      const payment = items.find(isPaymentItem);
      if (payment === undefined) return undefined;
      const entries = items.filter((item) => !isPaymentItem(item)).map(fromEntryItem);
      return { payment: fromPaymentItem(payment), entries };
    },
  };
}
