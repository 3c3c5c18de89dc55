import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import type { Caller, Clock, TraceContext } from '@tradewind/kernel';
import { notParked, orderNotFound } from '../domain/errors.ts';
import type { CheckoutSaga, OrderRepository } from '../domain/ports.ts';
import { followSaga, type SagaOutcome } from './follow-saga.ts';
import { retryRecorded, settlementRecorded } from './order-events.ts';
import { compensationInput } from './saga-input.ts';
import { settleOrder } from './settle-order.ts';

export interface ResolveOrderDeps {
  readonly orders: OrderRepository;
  readonly saga: CheckoutSaga;
  readonly clock: Clock;
}

export interface ResolveOrder {
  readonly orderId: string;
  /** `retry` undoes once more; `settle` closes what was undone by hand. */
  readonly action: 'retry' | 'settle';
  readonly caller: Caller;
  readonly trace: TraceContext;
}

/**
 * Resolves an order that was parked because its effects could not be undone. One that cannot be undone now either
 * stays parked. Who asked goes on record: with the settlement, or before the undoing begins. Throws
 * `orders.order-not-found`, `orders.not-parked`.
 */
export async function resolveOrder(deps: ResolveOrderDeps, command: ResolveOrder): Promise<SagaOutcome> {
  const { orderId, action, caller, trace } = command;
  const { orders, clock } = deps;
  const order = await orders.find(orderId);
  if (order === undefined) throw orderNotFound();
  if (order.status !== 'parked') throw notParked(order.status);
  const origin = adminOrigin(caller, trace);
  if (action === 'settle') {
    return { order: await settleOrder(deps, orderId, (settled) => [settlementRecorded(settled, origin, clock)]) };
  }
  await orders.announce(retryRecorded(order, origin, clock));
  return followSaga(deps, compensationInput(order));
}
