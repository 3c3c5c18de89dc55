import { addVariant as route } from '@tradewind/contracts/catalog/add-variant';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { created, httpHandler } from '@tradewind/middleware';
import { addVariant } from '../use-cases/add-variant.ts';
import { changeProductDeps, idempotencyStore } from '../wiring.ts';
import { toProductView } from './product-view.ts';

export const handler = httpHandler(
  route,
  { deps: changeProductDeps, idempotency: idempotencyStore },
  async ({ deps, path, body, ifMatch, caller, trace }) => {
    const revision = { productId: path.productId, seenVersion: ifMatch, origin: adminOrigin(caller, trace) };
    const product = await addVariant(deps)(revision, body);
    return created(toProductView(product), { etag: product.version, location: `/v1/products/${product.id}` });
  },
);
