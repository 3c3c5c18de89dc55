import { cancelOrder as route } from '@tradewind/contracts/orders/cancel-order';
import { accepted, httpHandler, ok } from '@tradewind/middleware';
import { cancelOrder } from '../use-cases/cancel-order.ts';
import { cancelOrderDeps, idempotencyStore, tokenVerifier } from '../wiring.ts';
import { toOrderView } from './order-view.ts';

export const handler = httpHandler(
  route,
  { deps: cancelOrderDeps, idempotency: idempotencyStore, tokens: tokenVerifier },
  async ({ deps, path, body, caller, trace, log }) => {
    const command = { orderId: path.orderId, reason: body.reason ?? null, caller, trace };
    const { order, interruption } = await cancelOrder(deps, command);
    if (interruption !== undefined) log.warn('cancellation.interrupted', { orderId: order.id, error: interruption });
    const answer = order.status === 'cancelled' ? ok : accepted;
    return answer(toOrderView(order), { etag: order.version });
  },
);
