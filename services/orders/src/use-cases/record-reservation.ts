import type { Money, TraceContext } from '@tradewind/kernel';
import { recordReservation as decideReservation } from '../domain/order.ts';
import { changeOrder } from './change-order.ts';
import type { RecordStepDeps } from './record-claim.ts';

export interface PaymentRequest {
  readonly orderId: string;
  readonly amount: Money;
  readonly paymentMethod: string;
  readonly userId?: string | undefined;
  readonly trace: TraceContext;
}

/** Writes that the stock is held; answers what to authorise. Throws `orders.checkout-settled`. */
export async function recordReservation({ orders, clock }: RecordStepDeps, orderId: string): Promise<PaymentRequest> {
  const at = clock.now().toISOString();
  const order = await changeOrder(orders, orderId, { decide: (current) => decideReservation(current, at) });
  return {
    orderId,
    amount: order.content.totals.total,
    paymentMethod: order.request.paymentMethod,
    userId: order.buyer.userId,
    trace: order.trace,
  };
}
