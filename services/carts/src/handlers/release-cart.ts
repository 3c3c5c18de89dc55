import { releaseCart as contract } from '@tradewind/contracts/carts/release-cart';
import { functionHandler } from '@tradewind/middleware';
import { releaseCart } from '../use-cases/release-cart.ts';
import { cartStoreDeps } from '../wiring.ts';

export const handler = functionHandler(contract, { deps: cartStoreDeps }, async ({ deps, request }) => {
  await releaseCart(deps)(request);
  return {};
});
