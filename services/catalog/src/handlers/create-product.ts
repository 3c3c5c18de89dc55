import { createProduct as route } from '@tradewind/contracts/catalog/create-product';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { created, httpHandler } from '@tradewind/middleware';
import { createProduct } from '../use-cases/create-product.ts';
import { changeProductDeps, idempotencyStore } from '../wiring.ts';
import { toProductView } from './product-view.ts';

export const handler = httpHandler(
  route,
  { deps: changeProductDeps, idempotency: idempotencyStore },
  async ({ deps, body, caller, trace }) => {
    const product = await createProduct(deps)(body, adminOrigin(caller, trace));
    return created(toProductView(product), { etag: product.version, location: `/v1/products/${product.id}` });
  },
);
