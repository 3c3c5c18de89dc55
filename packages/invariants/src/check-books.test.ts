import { describe, expect, it } from '@jest/globals';
import type { Books } from './books.ts';
import { checkBooks, persistent } from './check-books.ts';
import { changing, NOW, soundBooks } from './sound-books.test-support.ts';

type Break = (books: Books) => Partial<Books>;

function broken(change: Break): string[] {
  const books = soundBooks();
  return checkBooks({ ...books, ...change(books) }, { now: NOW })
    .map(({ invariant, subject }) => `${invariant} ${subject}`)
    .sort();
}

const without = <Entry>(records: readonly Entry[], index: number): Entry[] => records.toSpliced(index, 1);

const BREAKS: readonly (readonly [string, Break, readonly string[]])[] = [
  [
    'a unit appears',
    ({ levels }) => ({ levels: changing(levels, 0, { available: 14 }) }),
    ['stock.conserved TEA at london'],
  ],
  [
    'a unit is promised to nobody',
    ({ levels }) => ({ levels: changing(levels, 0, { available: 12, reserved: 6 }) }),
    ['stock.reserved TEA at london'],
  ],
  ['a level is forgotten', () => ({ levels: [] }), ['stock.conserved TEA at london', 'stock.reserved TEA at london']],
  [
    'a movement is forgotten',
    ({ movements }) => ({ movements: without(movements, 1) }),
    ['stock.conserved TEA at london'],
  ],
  [
    'more is sold than there is',
    ({ levels, movements }) => ({
      levels: changing(levels, 0, { available: -1 }),
      movements: changing(movements, 0, { delta: 6 }),
    }),
    ['stock.not-negative TEA at london'],
  ],
  [
    'an entry does not balance',
    ({ entries }) => ({
      entries: changing(entries, 0, {
        postings: [
          { account: 'holds', amount: 900, currency: 'GBP' },
          { account: 'hold-obligations', amount: -899, currency: 'GBP' },
        ],
      }),
    }),
    ['money.entry-balances pay_1'],
  ],
  [
    'money is held twice',
    ({ entries }) => ({ entries: [...entries, ...entries.slice(0, 1)] }),
    ['money.authorised-equals-orders GBP', 'money.ledger-holds-payment pay_1'],
  ],
  [
    'a release is forgotten',
    ({ entries }) => ({ entries: without(entries, 2) }),
    ['money.authorised-equals-orders GBP', 'money.ledger-holds-payment pay_2'],
  ],
  [
    'a payment is forgotten',
    ({ payments }) => ({ payments: without(payments, 0) }),
    ['money.ledger-has-payment pay_1', 'order.payment-authorised ord_1'],
  ],
  [
    'an order has other lines than its reservation',
    ({ orders }) => ({
      orders: changing(orders, 0, {
        content: { lines: [{ sku: 'TEA', quantity: 4 }], total: { amount: 900, currency: 'GBP' } },
      }),
    }),
    ['order.stock-committed ord_1'],
  ],
  [
    'an order costs something else than was authorised',
    ({ orders }) => ({
      orders: changing(orders, 0, {
        content: { lines: [{ sku: 'TEA', quantity: 3 }], total: { amount: 901, currency: 'GBP' } },
      }),
    }),
    ['money.authorised-equals-orders GBP', 'order.payment-authorised ord_1'],
  ],
  [
    'an order is confirmed on held stock',
    ({ reservations }) => ({ reservations: changing(reservations, 0, { status: 'held' }) }),
    ['order.stock-committed ord_1'],
  ],
  [
    'an order without stock',
    ({ reservations }) => ({ reservations: without(reservations, 0) }),
    ['order.stock-committed ord_1', 'stock.reserved TEA at london'],
  ],
  [
    'an order without a payment of its name',
    ({ orders }) => ({ orders: changing(orders, 0, { paymentId: 'pay_9' }) }),
    ['order.payment-authorised ord_1'],
  ],
  [
    'an order without lines',
    ({ orders }) => ({ orders: changing(orders, 0, { content: undefined }) }),
    ['money.authorised-equals-orders GBP', 'order.has-lines ord_1'],
  ],
  [
    'a rejected order keeps stock',
    ({ reservations }) => ({ reservations: changing(reservations, 2, { status: 'held' }) }),
    ['order.stock-given-back ord_3'],
  ],
  [
    'a rejected order is still asking for money',
    ({ payments }) => ({ payments: changing(payments, 2, { status: 'authorizing' }) }),
    ['order.payment-given-back ord_3'],
  ],
  [
    'an order is stuck',
    ({ orders }) => ({ orders: changing(orders, 3, { createdAt: '2026-01-01T11:45:00.000Z' }) }),
    ['order.settles ord_4'],
  ],
  [
    'an order is parked',
    ({ orders }) => ({ orders: changing(orders, 3, { status: 'parked' }) }),
    ['order.not-parked ord_4'],
  ],
  [
    'one cart becomes two orders',
    ({ orders }) => ({ orders: changing(orders, 1, { cartId: 'crt_1' }) }),
    ['order.one-per-cart crt_1'],
  ],
  [
    'stock is committed for no order',
    ({ orders }) => ({ orders: without(orders, 0) }),
    ['money.authorised-equals-orders GBP', 'payment.has-order pay_1', 'reservation.has-order ord_1'],
  ],
  [
    'stock is held for no order beyond its time',
    ({ orders, reservations, payments, entries }) => ({
      orders: without(orders, 3),
      payments: without(payments, 3),
      entries: without(entries, 3),
      reservations: changing(reservations, 3, { dueAt: '2026-01-01T11:30:00.000Z' }),
    }),
    ['reservation.has-order ord_4'],
  ],
];

describe('checkBooks', () => {
  it('finds nothing in sound books', () => {
    expect(checkBooks(soundBooks(), { now: NOW })).toEqual([]);
  });

  it.each(BREAKS)('finds that %s', (_, change, expected) => {
    expect(broken(change)).toEqual(expected);
  });

  it('knows every invariant by a case of its own', () => {
    const covered = new Set(BREAKS.flatMap(([, , expected]) => expected.map((found) => found.split(' ')[0])));
    expect(covered.size).toBe(17);
  });

  it('has no patience with work under way when told so', () => {
    const found = checkBooks(soundBooks(), { now: NOW, patienceMs: 0 });
    expect(found.map(({ invariant, subject }) => [invariant, subject])).toEqual([['order.settles', 'ord_4']]);
  });
});

describe('persistent', () => {
  const stray = { invariant: 'stock.conserved', subject: 'TEA at london', message: '1 more units than were received.' };

  it('keeps what two readings agree on', () => {
    expect(persistent([stray], [stray])).toEqual([stray]);
  });

  it('drops what only one of them saw', () => {
    expect(persistent([stray], [{ ...stray, message: '2 more units than were received.' }])).toEqual([]);
    expect(persistent([], [stray])).toEqual([]);
  });
});
