import type { Caller } from '@tradewind/kernel';
import { mayAccess } from '../domain/access.ts';
import { orderNotFound } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import type { OrderRepository } from '../domain/ports.ts';

export interface GetOrderDeps {
  readonly orders: Pick<OrderRepository, 'find'>;
}

/** Throws `orders.order-not-found` also for orders that the caller may not see. */
export async function getOrder({ orders }: GetOrderDeps, orderId: string, caller: Caller): Promise<Order> {
  const order = await orders.find(orderId);
  if (order === undefined || !mayAccess(order, caller)) throw orderNotFound();
  return order;
}
