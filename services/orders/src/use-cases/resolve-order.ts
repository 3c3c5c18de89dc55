import type { Clock } from '@tradewind/kernel';
import { notParked, orderNotFound } from '../domain/errors.ts';
import type { CheckoutSaga, OrderRepository } from '../domain/ports.ts';
import { followSaga, type SagaOutcome } from './follow-saga.ts';
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
}

/**
 * Resolves an order that was parked because its effects could not be undone. One that cannot be undone now either
 * stays parked. Throws `orders.order-not-found`, `orders.not-parked`.
 */
export async function resolveOrder(deps: ResolveOrderDeps, { orderId, action }: ResolveOrder): Promise<SagaOutcome> {
  const order = await deps.orders.find(orderId);
  if (order === undefined) throw orderNotFound();
  if (order.status !== 'parked') throw notParked(order.status);
  if (action === 'settle') return { order: await settleOrder(deps, orderId) };
  return followSaga(deps, compensationInput(order));
}
