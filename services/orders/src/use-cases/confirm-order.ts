import { confirm, type ConfirmedOrder } from '../domain/order.ts';
import { changeOrder } from './change-order.ts';
import { orderConfirmed } from './order-events.ts';
import type { RecordStepDeps } from './record-claim.ts';

/** Confirms the order and announces it in the same transaction. Throws `orders.checkout-settled` once it was rejected. */
export function confirmOrder({ orders, clock }: RecordStepDeps, orderId: string, paymentId: string) {
  const at = clock.now().toISOString();
  return changeOrder<ConfirmedOrder>(orders, orderId, {
    decide: (order) => confirm(order, paymentId, at),
    announce: (order) => [orderConfirmed(order, clock)],
  });
}
