import { getProduct as route } from '@tradewind/contracts/catalog/get-product';
import { httpHandler, ok } from '@tradewind/middleware';
import { getProduct } from '../use-cases/get-product.ts';
import { getProductDeps } from '../wiring.ts';
import { toProductView } from './product-view.ts';

export const handler = httpHandler(route, { deps: getProductDeps }, async ({ deps, path }) => {
  const product = await getProduct(deps)(path.productId);
  return ok(toProductView(product), { etag: product.version });
});
