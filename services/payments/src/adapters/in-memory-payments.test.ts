import { describe } from '@jest/globals';
import { inMemoryPayments } from './in-memory-payments.ts';
import { paymentRepositorySuite } from './payments.suite.ts';

describe('payments in memory', () => {
  const payments = inMemoryPayments();
  paymentRepositorySuite(() => payments);
});
