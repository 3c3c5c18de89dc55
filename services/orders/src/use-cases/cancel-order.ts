import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import type { Caller, Clock, TraceContext } from '@tradewind/kernel';
import { actsAsAdmin, mayAccess } from '../domain/access.ts';
import { orderNotFound } from '../domain/errors.ts';
import { cancel, type CancellingOrder } from '../domain/order.ts';
import type { CheckoutSaga, OrderRepository } from '../domain/ports.ts';
import { leaseFrom } from '../domain/recovery.ts';
import { changeOrder } from './change-order.ts';
import { cancellationRecorded } from './order-events.ts';
import { followSaga, type SagaOutcome } from './follow-saga.ts';
import { compensationInput } from './saga-input.ts';

export interface CancelOrderDeps {
  readonly orders: OrderRepository;
  readonly saga: CheckoutSaga;
  readonly clock: Clock;
}

export interface CancelOrder {
  readonly orderId: string;
  readonly caller: Caller;
  readonly reason: string | null;
  readonly trace: TraceContext;
}

/**
 * Decides the cancellation in the order first, then voids the payment and gives the stock back. Throws
 * `orders.order-not-found` for orders that the caller may not see, `orders.not-cancellable`.
 */
export async function cancelOrder(deps: CancelOrderDeps, command: CancelOrder): Promise<SagaOutcome> {
  const now = deps.clock.now();
  const { caller, reason, trace } = command;
  const cancelling = await changeOrder<CancellingOrder>(deps.orders, command.orderId, {
    decide: (order) => {
      if (!mayAccess(order, caller)) throw orderNotFound();
      return cancel(order, { reason, trace, at: now.toISOString(), dueAt: leaseFrom(now) });
    },
    announce: (order) =>
      actsAsAdmin(order, caller) ? [cancellationRecorded(order, adminOrigin(caller, trace), deps.clock)] : [],
  });
  return followSaga(deps, compensationInput(cancelling));
}
