import type { Books } from './books.ts';

export const NOW = new Date('2026-01-01T12:00:00.000Z');
const LATELY = '2026-01-01T11:59:00.000Z';
const LONG_AGO = '2026-01-01T11:00:00.000Z';

function entry(paymentId: string, entryId: string, amount: number) {
  const postings = [
    { account: 'holds', amount, currency: 'GBP' },
    { account: 'hold-obligations', amount: -amount, currency: 'GBP' },
  ];
  return { paymentId, entryId, postings };
}

function content(quantity: number, amount: number) {
  return { lines: [{ sku: 'TEA', quantity }], total: { amount, currency: 'GBP' } };
}

/** A shop in which every invariant holds: one order confirmed, one cancelled, one declined, one just under way. */
export function soundBooks(): Books {
  const at = { sku: 'TEA', locationId: 'london' };
  return {
    orders: [
      {
        orderId: 'ord_1',
        cartId: 'crt_1',
        status: 'confirmed',
        createdAt: LONG_AGO,
        paymentId: 'pay_1',
        content: content(3, 900),
      },
      {
        orderId: 'ord_2',
        cartId: 'crt_2',
        status: 'cancelled',
        createdAt: LONG_AGO,
        paymentId: 'pay_2',
        content: content(1, 300),
      },
      { orderId: 'ord_3', cartId: 'crt_1', status: 'rejected', createdAt: LONG_AGO, content: content(1, 300) },
      { orderId: 'ord_4', cartId: 'crt_4', status: 'pending', createdAt: LATELY, content: content(2, 600) },
    ],
    levels: [{ ...at, available: 13, reserved: 5 }],
    movements: [
      { ...at, delta: 20 },
      { ...at, delta: -2 },
    ],
    reservations: [
      { orderId: 'ord_1', status: 'committed', allocations: [{ ...at, quantity: 3 }], dueAt: LONG_AGO },
      { orderId: 'ord_2', status: 'released', allocations: [{ ...at, quantity: 1 }], dueAt: LONG_AGO },
      { orderId: 'ord_3', status: 'released', allocations: [], dueAt: LONG_AGO },
      { orderId: 'ord_4', status: 'held', allocations: [{ ...at, quantity: 2 }], dueAt: '2026-01-01T12:14:00.000Z' },
    ],
    payments: [
      {
        paymentId: 'pay_1',
        orderId: 'ord_1',
        status: 'authorized',
        amount: { amount: 900, currency: 'GBP' },
        updatedAt: LONG_AGO,
      },
      {
        paymentId: 'pay_2',
        orderId: 'ord_2',
        status: 'voided',
        amount: { amount: 300, currency: 'GBP' },
        updatedAt: LONG_AGO,
      },
      { paymentId: 'pay_3', orderId: 'ord_3', status: 'declined', updatedAt: LONG_AGO },
      {
        paymentId: 'pay_4',
        orderId: 'ord_4',
        status: 'authorized',
        amount: { amount: 600, currency: 'GBP' },
        updatedAt: LATELY,
      },
    ],
    entries: [
      entry('pay_1', 'ENTRY#000002', 900),
      entry('pay_2', 'ENTRY#000002', 300),
      entry('pay_2', 'ENTRY#000003', -300),
      entry('pay_4', 'ENTRY#000002', 600),
    ],
  };
}

/** The records with one of them, by position, changed. */
export function changing<Entry>(records: readonly Entry[], index: number, change: Partial<Entry>): Entry[] {
  return records.map((record, position) => (position === index ? { ...record, ...change } : record));
}
