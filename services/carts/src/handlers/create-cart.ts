import { createCart as route } from '@tradewind/contracts/carts/create-cart';
import { created, httpHandler } from '@tradewind/middleware';
import { toCartView } from '../use-cases/cart-view.ts';
import { createCart } from '../use-cases/create-cart.ts';
import { cartStoreDeps, idempotencyStore, tokenVerifier } from '../wiring.ts';

export const handler = httpHandler(
  route,
  { deps: cartStoreDeps, idempotency: idempotencyStore, tokens: tokenVerifier },
  async ({ deps, body, caller }) => {
    const { priced, ...token } = await createCart(deps)({ currency: body.currency, caller });
    const { id, version } = priced.cart;
    return created({ ...toCartView(priced), ...token }, { etag: version, location: `/v1/carts/${id}` });
  },
);
