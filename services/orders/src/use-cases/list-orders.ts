import { DomainError, type Caller } from '@tradewind/kernel';
import type { Order } from '../domain/order.ts';
import type { OrderRepository, PageCursors } from '../domain/ports.ts';

export interface ListOrdersDeps {
  readonly orders: Pick<OrderRepository, 'listByUser'>;
  readonly cursors: PageCursors;
}

export interface ListOrders {
  readonly caller: Caller;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface OrderList {
  readonly orders: readonly Order[];
  readonly nextCursor: string | null;
}

/** The caller's own orders, newest first. Throws `request.invalid-cursor` for a cursor of anybody else's list. */
export async function listOrders({ orders, cursors }: ListOrdersDeps, query: ListOrders): Promise<OrderList> {
  const { userId } = query.caller;
  if (userId === undefined) throw new DomainError('unauthenticated', 'auth.required', 'Sign in to see your orders.');
  const scope = `list-orders:${userId}`;
  const after = query.cursor === undefined ? undefined : await cursors.open(query.cursor, scope);
  const page = await orders.listByUser(userId, { limit: query.limit, after });
  const nextCursor = page.nextAfter === undefined ? null : await cursors.seal(page.nextAfter, scope);
  return { orders: page.orders, nextCursor };
}
