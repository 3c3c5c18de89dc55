import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@tradewind/kernel';
import fc from 'fast-check';
import { compensationOf } from './compensation.ts';
import {
  cancel,
  confirm,
  isUnsettled,
  park,
  placeOrder,
  recordClaim,
  recordReservation,
  reject,
  resume,
  settle,
  type Order,
} from './order.ts';
import { AT, CONTENT, DUE_AT, newOrder, orderIn } from '../test-support/sample-orders.ts';

const LATER = '2026-08-04T09:30:05.000Z';
const trace = newOrder().trace;

/** What may follow what; everything else must be refused or change nothing. */
const SUCCESSORS: Readonly<Record<Order['status'], readonly Order['status'][]>> = {
  pending: ['pending', 'confirmed', 'rejecting'],
  confirmed: ['cancelling'],
  rejecting: ['rejecting', 'rejected', 'parked'],
  rejected: [],
  cancelling: ['cancelling', 'cancelled', 'parked'],
  cancelled: [],
  parked: ['rejected', 'cancelled'],
};

const operations: Readonly<Record<string, (order: Order) => Order>> = {
  recordClaim: (order) => recordClaim(order, CONTENT, LATER),
  recordReservation: (order) => recordReservation(order, LATER),
  confirm: (order) => confirm(order, 'pay_1', LATER),
  confirmWithAnother: (order) => confirm(order, 'pay_2', LATER),
  reject: (order) => (order.status === 'pending' ? reject(order, 'payments.declined', LATER, DUE_AT) : order),
  cancel: (order) => cancel(order, { reason: null, trace, at: LATER, dueAt: DUE_AT }),
  settle: (order) => settle(order, LATER),
  resume: (order) => (isUnsettled(order) ? resume(order, LATER, DUE_AT) : order),
  park: (order) => (order.status === 'rejecting' || order.status === 'cancelling' ? park(order, LATER) : order),
};

function applied(operation: string, order: Order): Order {
  try {
    return operations[operation]?.(order) ?? order;
  } catch (error) {
    if (isDomainError(error)) return order;
    throw error;
  }
}

const sequence = fc.array(fc.constantFrom(...Object.keys(operations)), { maxLength: 30 });

function history(names: readonly string[]): readonly Order[] {
  const orders: Order[] = [start];
  for (const name of names) orders.push(applied(name, orders.at(-1) ?? start));
  return orders;
}
const start = placeOrder(newOrder());

describe('any sequence of transitions', () => {
  it('moves an order along legal ways only, one version a change', () => {
    fc.assert(
      fc.property(sequence, (names) => {
        const orders = history(names);
        for (const [index, next] of orders.entries()) {
          const before = orders[index - 1];
          if (before === undefined || before.version === next.version) continue;
          expect(next.version).toBe(before.version + 1);
          expect(SUCCESSORS[before.status]).toContain(next.status);
        }
      }),
    );
  });

  it('never decides an order twice: what was confirmed is not rejected, what was rejected not confirmed', () => {
    fc.assert(
      fc.property(sequence, (names) => {
        const statuses = new Set(history(names).map(({ status }) => status));
        expect(statuses.has('confirmed') && (statuses.has('rejecting') || statuses.has('rejected'))).toBe(false);
        expect(statuses.has('cancelled') && statuses.has('rejected')).toBe(false);
      }),
    );
  });

  it('never loses who ordered what, nor what was bought', () => {
    fc.assert(
      fc.property(sequence, (names) => {
        const orders = history(names);
        for (const [index, order] of orders.entries()) {
          expect(order).toMatchObject({ id: start.id, buyer: start.buyer, request: start.request, createdAt: AT });
          const { content } = orders[index - 1] ?? start;
          if (content !== undefined) expect(order.content).toBe(content);
        }
      }),
    );
  });

  it('undoes nothing of an order that is pending or confirmed', () => {
    fc.assert(
      fc.property(sequence, (names) => {
        const order = history(names).at(-1) ?? start;
        const keeps = order.status === 'pending' || order.status === 'confirmed';
        expect(compensationOf(order).undoFrom === 'nothing').toBe(keeps);
      }),
    );
  });
});

describe('a step that is repeated', () => {
  const { claimed, reserved, confirmed, rejected, cancelled } = orderIn();

  it.each([
    ['claim', () => recordClaim(claimed, CONTENT, LATER), claimed],
    ['claim of a reserved order', () => recordClaim(reserved, CONTENT, LATER), reserved],
    ['reservation', () => recordReservation(reserved, LATER), reserved],
    ['confirmation', () => confirm(confirmed, confirmed.paymentId, LATER), confirmed],
    ['settling of a rejection', () => settle(rejected, LATER), rejected],
    ['settling of a cancellation', () => settle(cancelled, LATER), cancelled],
  ])('changes nothing: %s', (_, repeat, order) => {
    expect(repeat()).toEqual(order);
  });

  it('keeps the content that was claimed first', () => {
    const other = { ...CONTENT, items: CONTENT.items.slice(1) };
    expect(recordClaim(claimed, other, LATER).content).toBe(CONTENT);
  });
});

describe('a step that comes too early or too late', () => {
  const orders = orderIn();
  const settled = Object.entries(orders).filter(([, { status }]) => status !== 'pending');

  it.each(settled)('is refused by an order that is %s', (_, order) => {
    expect(() => recordClaim(order, CONTENT, LATER)).toThrow(
      expect.objectContaining({ code: 'orders.checkout-settled' }),
    );
    expect(() => recordReservation(order, LATER)).toThrow(expect.objectContaining({ code: 'orders.checkout-settled' }));
    expect(() => confirm(order, 'pay_other', LATER)).toThrow(
      expect.objectContaining({ code: 'orders.checkout-settled' }),
    );
  });

  it('cannot reserve before the claim nor confirm before the authorisation', () => {
    expect(() => recordReservation(orders.placed, LATER)).toThrow('not yet claimed');
    expect(() => confirm(orders.placed, 'pay_1', LATER)).toThrow('not yet authorised');
    expect(() => confirm(orders.claimed, 'pay_1', LATER)).toThrow('not yet authorised');
  });

  it.each(Object.entries(orders).filter(([name]) => name !== 'confirmed'))('cannot cancel: %s', (_, order) => {
    expect(() => cancel(order, { reason: null, trace, at: LATER, dueAt: DUE_AT })).toThrow(
      expect.objectContaining({ code: 'orders.not-cancellable', kind: 'conflict' }),
    );
  });

  it.each(['placed', 'claimed', 'confirmed'] as const)('cannot settle: %s', (name) => {
    expect(() => settle(orders[name], LATER)).toThrow(expect.objectContaining({ code: 'orders.not-compensating' }));
  });
});

describe('what is undone', () => {
  const orders = orderIn();
  it.each([
    ['refused', { undoFrom: 'cart', releaseCart: true }],
    ['rejecting', { undoFrom: 'payment', releaseCart: true }],
    ['parkedRejection', { undoFrom: 'payment', releaseCart: true }],
    ['cancelling', { undoFrom: 'payment', releaseCart: false }],
    ['parkedCancellation', { undoFrom: 'payment', releaseCart: false }],
  ] as const)('follows the step that was written last: %s', (name, compensation) => {
    expect(compensationOf(orders[name])).toEqual(compensation);
  });

  it('begins with the stock while the payment has not been asked for', () => {
    const rejecting = reject(orders.claimed, 'inventory.insufficient-stock', LATER, DUE_AT);
    expect(compensationOf(rejecting)).toEqual({ undoFrom: 'stock', releaseCart: true });
  });
});
