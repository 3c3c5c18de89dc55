import type { CheckoutStep, Order } from './order.ts';

/** The furthest outside effect to undo; those before it in the saga are undone after it. */
export type UndoFrom = 'payment' | 'stock' | 'cart' | 'nothing';

export interface Compensation {
  readonly undoFrom: UndoFrom;
  readonly releaseCart: boolean;
}

const FURTHEST: Readonly<Record<CheckoutStep, UndoFrom>> = { claim: 'cart', reserve: 'stock', authorize: 'payment' };
const NOTHING: Compensation = { undoFrom: 'nothing', releaseCart: false };
const CANCELLATION: Compensation = { undoFrom: 'payment', releaseCart: false };

/**
 * What a failed run must undo, told by the order alone. Settled orders too: the run that asks may have repeated an
 * effect after they were settled. A confirmed order keeps everything, a pending one has not been decided.
 */
export function compensationOf(order: Order): Compensation {
  switch (order.status) {
    case 'pending':
    case 'confirmed':
      return NOTHING;
    case 'rejecting':
    case 'rejected':
      return { undoFrom: FURTHEST[order.step], releaseCart: true };
    case 'cancelling':
    case 'cancelled':
      return CANCELLATION;
    case 'parked':
      return order.parkedFrom === 'cancelling' ? CANCELLATION : { undoFrom: FURTHEST[order.step], releaseCart: true };
  }
}
