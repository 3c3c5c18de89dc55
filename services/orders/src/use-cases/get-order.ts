import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import type { Caller, Clock, TraceContext } from '@tradewind/kernel';
import { actsAsAdmin, mayAccess } from '../domain/access.ts';
import { orderNotFound } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import type { OrderRepository } from '../domain/ports.ts';
import { readingRecorded } from './order-events.ts';

export interface GetOrderDeps {
  readonly orders: Pick<OrderRepository, 'find' | 'announce'>;
  readonly clock: Clock;
}

export interface GetOrder {
  readonly orderId: string;
  readonly caller: Caller;
  readonly trace: TraceContext;
}

/**
 * Throws `orders.order-not-found` also for orders that the caller may not see. An admin is on record before seeing somebody
 * else's.
 */
export async function getOrder({ orders, clock }: GetOrderDeps, { orderId, caller, trace }: GetOrder): Promise<Order> {
  const order = await orders.find(orderId);
  if (order === undefined || !mayAccess(order, caller)) throw orderNotFound();
  if (actsAsAdmin(order, caller)) await orders.announce(readingRecorded(order, adminOrigin(caller, trace), clock));
  return order;
}
