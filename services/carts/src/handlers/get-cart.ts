import { getCart as route } from '@tradewind/contracts/carts/get-cart';
import { httpHandler, ok } from '@tradewind/middleware';
import { toCartView } from '../use-cases/cart-view.ts';
import { getCart } from '../use-cases/get-cart.ts';
import { cartDeps, tokenVerifier } from '../wiring.ts';

export const handler = httpHandler(route, { deps: cartDeps, tokens: tokenVerifier }, async ({ deps, path, caller }) => {
  const priced = await getCart(deps)({ cartId: path.cartId, caller });
  return ok(toCartView(priced), { etag: priced.cart.version });
});
