import { CHECKOUT_ABANDONED } from './errors.ts';
import { park, reject, resume, type Order, type ParkedOrder, type UnsettledOrder } from './order.ts';

/**
 * How long an order is left to the run that works on it. Longer than an execution and the slowest function it calls
 * can live together, so that two runs of one order meet only when clocks or executions misbehave.
 */
export const LEASE_MS = 60_000;

/** After so many resumed runs a checkout is given up, and an undoing left to an operator. */
export const MAX_ATTEMPTS = 5;

export function leaseFrom(at: Date): string {
  return new Date(at.getTime() + LEASE_MS).toISOString();
}

/** What the schedule does with an overdue order: the order as it is to be saved, and the saga to start then, if any. */
export type Recovery =
  | { readonly action: 'checkout' | 'compensate'; readonly order: UnsettledOrder }
  | { readonly action: 'park'; readonly order: ParkedOrder };

export function isOverdue(order: Order, now: Date): order is UnsettledOrder {
  return 'dueAt' in order && order.dueAt <= now.toISOString();
}

export function recover(order: UnsettledOrder, now: Date): Recovery {
  const at = now.toISOString();
  const dueAt = leaseFrom(now);
  const exhausted = order.attempts >= MAX_ATTEMPTS;
  if (order.status === 'pending') {
    if (exhausted) return { action: 'compensate', order: reject(order, CHECKOUT_ABANDONED, at, dueAt) };
    return { action: 'checkout', order: resume(order, at, dueAt) };
  }
  if (exhausted) return { action: 'park', order: park(order, at) };
  return { action: 'compensate', order: resume(order, at, dueAt) };
}
