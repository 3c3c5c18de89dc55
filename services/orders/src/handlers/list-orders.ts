import { listOrders as route } from '@tradewind/contracts/orders/list-orders';
import { httpHandler, ok } from '@tradewind/middleware';
import { listOrders } from '../use-cases/list-orders.ts';
import { listOrdersDeps } from '../wiring.ts';
import { toOrderView } from './order-view.ts';

export const handler = httpHandler(route, { deps: listOrdersDeps }, async ({ deps, query, caller }) => {
  const { orders, nextCursor } = await listOrders(deps, { ...query, caller });
  return ok({ data: orders.map(toOrderView), nextCursor });
});
