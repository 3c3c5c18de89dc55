import { settle, type CancelledOrder, type RejectedOrder } from '../domain/order.ts';
import type { OutgoingEvent } from '../domain/ports.ts';
import { changeOrder } from './change-order.ts';
import { orderCancelled } from './order-events.ts';
import type { RecordStepDeps } from './record-claim.ts';

/** Closes an order whose effects are undone; a cancellation is announced in the same transaction. */
export function settleOrder({ orders, clock }: RecordStepDeps, orderId: string) {
  const at = clock.now().toISOString();
  return changeOrder<RejectedOrder | CancelledOrder>(orders, orderId, {
    decide: (order) => settle(order, at),
    announce: (order): OutgoingEvent | undefined =>
      order.status === 'cancelled' ? orderCancelled(order, clock) : undefined,
  });
}
