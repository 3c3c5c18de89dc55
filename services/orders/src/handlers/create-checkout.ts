import { createCheckout as route } from '@tradewind/contracts/orders/create-checkout';
import { accepted, created, httpHandler } from '@tradewind/middleware';
import { createCheckout } from '../use-cases/create-checkout.ts';
import { createCheckoutDeps, idempotencyStore, tokenVerifier } from '../wiring.ts';
import { toOrderView } from './order-view.ts';

export const handler = httpHandler(
  route,
  { deps: createCheckoutDeps, idempotency: idempotencyStore, tokens: tokenVerifier },
  async ({ deps, body, caller, operationId, trace, log }) => {
    const { order, interruption } = await createCheckout(deps, { ...body, caller, operationId, trace });
    log.append({ orderId: order.id, cartId: body.cartId });
    if (interruption !== undefined) log.warn('checkout.interrupted', { orderId: order.id, error: interruption });
    const location = `/v1/orders/${order.id}`;
    return order.status === 'confirmed'
      ? created(toOrderView(order), { etag: order.version, location })
      : accepted(toOrderView(order), { etag: order.version, headers: { location } });
  },
);
