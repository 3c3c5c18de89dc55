import { resolveOrder as route } from '@tradewind/contracts/orders/resolve-order';
import { accepted, httpHandler, ok } from '@tradewind/middleware';
import { resolveOrder } from '../use-cases/resolve-order.ts';
import { resolveOrderDeps } from '../wiring.ts';
import { toOrderView } from './order-view.ts';

export const handler = httpHandler(
  route,
  { deps: resolveOrderDeps },
  async ({ deps, path, body, caller, trace, log }) => {
    const { orderId } = path;
    const { order, interruption } = await resolveOrder(deps, { orderId, action: body.action, caller, trace });
    log.info('order resolved', { orderId, status: order.status, principal: caller.principal, ...body });
    if (interruption !== undefined) log.warn('resolution.interrupted', { orderId, error: interruption });
    const answer = order.status === 'parked' ? accepted : ok;
    return answer(toOrderView(order), { etag: order.version });
  },
);
