import { settle, type CancelledOrder, type RejectedOrder } from '../domain/order.ts';
import type { OutgoingEvent } from '../domain/ports.ts';
import { changeOrder } from './change-order.ts';
import { orderCancelled } from './order-events.ts';
import type { RecordStepDeps } from './record-claim.ts';

type SettledOrder = RejectedOrder | CancelledOrder;

/**
 * Closes an order whose effects are undone; a cancellation is announced in the same transaction, and so is what `record`
 * makes of the order as it is then.
 */
export function settleOrder(
  { orders, clock }: RecordStepDeps,
  orderId: string,
  record: (order: SettledOrder) => readonly OutgoingEvent[] = () => [],
): Promise<SettledOrder> {
  const at = clock.now().toISOString();
  return changeOrder<SettledOrder>(orders, orderId, {
    decide: (order) => settle(order, at),
    announce: (order) => [...(order.status === 'cancelled' ? [orderCancelled(order, clock)] : []), ...record(order)],
  });
}
