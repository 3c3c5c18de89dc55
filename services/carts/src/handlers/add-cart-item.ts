import { addCartItem as route } from '@tradewind/contracts/carts/add-cart-item';
import { httpHandler, ok } from '@tradewind/middleware';
import { addCartItem } from '../use-cases/add-cart-item.ts';
import { toCartView } from '../use-cases/cart-view.ts';
import { cartDeps, idempotencyStore, tokenVerifier } from '../wiring.ts';

export const handler = httpHandler(
  route,
  { deps: cartDeps, idempotency: idempotencyStore, tokens: tokenVerifier },
  async ({ deps, path, body, caller, ifMatch }) => {
    const priced = await addCartItem(deps)({ ...path, ...body, caller, ifMatch });
    return ok(toCartView(priced), { etag: priced.cart.version });
  },
);
