import { describe, expect, it } from '@jest/globals';
import { isOverdue, leaseFrom, MAX_ATTEMPTS, recover } from './recovery.ts';
import { AT, DUE_AT, orderIn } from '../test-support/sample-orders.ts';

const now = new Date('2026-08-04T09:31:30.000Z');
const orders = orderIn();

describe('an overdue order', () => {
  it('is one whose lease has passed and that is not settled', () => {
    expect(isOverdue(orders.claimed, now)).toBe(true);
    expect(isOverdue(orders.claimed, new Date(DUE_AT))).toBe(true);
    expect(isOverdue(orders.claimed, new Date(AT))).toBe(false);
    expect(isOverdue(orders.confirmed, now)).toBe(false);
    expect(isOverdue(orders.parkedCancellation, now)).toBe(false);
  });

  it('is leased for a minute before its saga runs again', () => {
    const { action, order } = recover(orders.claimed, now);
    expect(action).toBe('checkout');
    expect(order).toMatchObject({ status: 'pending', attempts: 1, dueAt: leaseFrom(now), step: 'reserve' });
    expect(leaseFrom(now)).toBe('2026-08-04T09:32:30.000Z');
  });

  it('is rejected after five runs, with five more to undo it', () => {
    const { action, order } = recover({ ...orders.reserved, attempts: MAX_ATTEMPTS }, now);
    expect(action).toBe('compensate');
    expect(order).toMatchObject({ status: 'rejecting', attempts: 0, failureCode: 'orders.checkout-abandoned' });
  });

  it.each(['rejecting', 'cancelling'] as const)('%s is undone again, and parked after five runs', (name) => {
    expect(recover(orders[name], now)).toMatchObject({ action: 'compensate', order: { status: name, attempts: 1 } });
    const parked = recover({ ...orders[name], attempts: MAX_ATTEMPTS }, now);
    expect(parked).toMatchObject({ action: 'park', order: { status: 'parked', parkedFrom: name } });
    expect(parked.order).not.toHaveProperty('dueAt');
  });
});
