import { updateProduct as route } from '@tradewind/contracts/catalog/update-product';
import { httpHandler, ok } from '@tradewind/middleware';
import { updateProduct } from '../use-cases/update-product.ts';
import { changeProductDeps } from '../wiring.ts';
import { toProductView } from './product-view.ts';

export const handler = httpHandler(route, { deps: changeProductDeps }, async ({ deps, path, body, ifMatch, trace }) => {
  const product = await updateProduct(deps)({ productId: path.productId, seenVersion: ifMatch, trace }, body);
  return ok(toProductView(product), { etag: product.version });
});
