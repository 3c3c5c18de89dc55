import { changeCartItem as route } from '@tradewind/contracts/carts/change-cart-item';
import { httpHandler, ok } from '@tradewind/middleware';
import { toCartView } from '../use-cases/cart-view.ts';
import { changeCartItem } from '../use-cases/change-cart-item.ts';
import { cartDeps, tokenVerifier } from '../wiring.ts';

export const handler = httpHandler(
  route,
  { deps: cartDeps, tokens: tokenVerifier },
  async ({ deps, path, body, caller, ifMatch }) => {
    const priced = await changeCartItem(deps)({ ...path, ...body, caller, ifMatch });
    return ok(toCartView(priced), { etag: priced.cart.version });
  },
);
