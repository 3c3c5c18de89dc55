import { updateProduct as route } from '@tradewind/contracts/catalog/update-product';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { httpHandler, ok } from '@tradewind/middleware';
import { updateProduct } from '../use-cases/update-product.ts';
import { changeProductDeps } from '../wiring.ts';
import { toProductView } from './product-view.ts';

export const handler = httpHandler(
  route,
  { deps: changeProductDeps },
  async ({ deps, path, body, ifMatch, caller, trace }) => {
    const revision = { productId: path.productId, seenVersion: ifMatch, origin: adminOrigin(caller, trace) };
    const product = await updateProduct(deps)(revision, body);
    return ok(toProductView(product), { etag: product.version });
  },
);
