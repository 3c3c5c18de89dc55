import { newId, type Clock } from '@tradewind/kernel';
import type { Allocation } from './allocation.ts';

/** How long stock is held for an order that is not yet confirmed. */
export const HOLD_MINUTES = 15;

/**
 * - `held`: counted as reserved until `expiresAt`;
 * - `committed`: belongs to a confirmed order and never expires;
 * - `released`: given back on demand, or refused before it was ever made;
 * - `expired`: given back because nobody committed it in time.
 */
export type ReservationStatus = 'held' | 'committed' | 'released' | 'expired';

export interface Reservation {
  readonly reservationId: string;
  readonly orderId: string;
  readonly status: ReservationStatus;
  /** Empty only where an order was released before it reserved. */
  readonly allocations: readonly Allocation[];
  readonly expiresAt: string;
}

function reservation(
  orderId: string,
  status: ReservationStatus,
  allocations: readonly Allocation[],
  expiresAt: Date,
): Reservation {
  return { reservationId: newId('rsv'), orderId, status, allocations, expiresAt: expiresAt.toISOString() };
}

export function holdFor(orderId: string, allocations: readonly Allocation[], clock: Clock): Reservation {
  return reservation(orderId, 'held', allocations, new Date(clock.now().getTime() + HOLD_MINUTES * 60_000));
}

/** The mark of an order that was released before it reserved: a late reservation of it finds it and is refused. */
export function releasedBeforehand(orderId: string, clock: Clock): Reservation {
  return reservation(orderId, 'released', [], clock.now());
}

/** Whether its units are counted as reserved. */
export function holdsStock({ status }: Reservation): boolean {
  return status === 'held' || status === 'committed';
}
