import { removeCartItem as route } from '@tradewind/contracts/carts/remove-cart-item';
import { httpHandler, ok } from '@tradewind/middleware';
import { toCartView } from '../use-cases/cart-view.ts';
import { removeCartItem } from '../use-cases/remove-cart-item.ts';
import { cartDeps, tokenVerifier } from '../wiring.ts';

export const handler = httpHandler(
  route,
  { deps: cartDeps, tokens: tokenVerifier },
  async ({ deps, path, caller, ifMatch }) => {
    const priced = await removeCartItem(deps)({ ...path, caller, ifMatch });
    return ok(toCartView(priced), { etag: priced.cart.version });
  },
);
