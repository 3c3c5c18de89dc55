import { listProducts as route } from '@tradewind/contracts/catalog/list-products';
import { httpHandler, ok } from '@tradewind/middleware';
import { listProducts } from '../use-cases/list-products.ts';
import { listingDeps } from '../wiring.ts';
import { toProductView } from './product-view.ts';

export const handler = httpHandler(route, { deps: listingDeps }, async ({ deps, query }) => {
  const { products, nextCursor } = await listProducts(deps)(query);
  return ok({ data: products.map(toProductView), nextCursor });
});
