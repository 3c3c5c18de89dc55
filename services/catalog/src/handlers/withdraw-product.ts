import { withdrawProduct as route } from '@tradewind/contracts/catalog/withdraw-product';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { httpHandler, noContent } from '@tradewind/middleware';
import { withdrawProduct } from '../use-cases/withdraw-product.ts';
import { changeProductDeps } from '../wiring.ts';

export const handler = httpHandler(
  route,
  { deps: changeProductDeps },
  async ({ deps, path, ifMatch, caller, trace }) => {
    await withdrawProduct(deps)({
      productId: path.productId,
      seenVersion: ifMatch,
      origin: adminOrigin(caller, trace),
    });
    return noContent();
  },
);
