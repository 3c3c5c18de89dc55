import { getOrder as route } from '@tradewind/contracts/orders/get-order';
import { httpHandler, ok } from '@tradewind/middleware';
import { getOrder } from '../use-cases/get-order.ts';
import { getOrderDeps, tokenVerifier } from '../wiring.ts';
import { toOrderView } from './order-view.ts';

export const handler = httpHandler(
  route,
  { deps: getOrderDeps, tokens: tokenVerifier },
  async ({ deps, path, caller, trace }) => {
    const order = await getOrder(deps, { orderId: path.orderId, caller, trace });
    return ok(toOrderView(order), { etag: order.version });
  },
);
