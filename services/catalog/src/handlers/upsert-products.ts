import { upsertProducts as route } from '@tradewind/contracts/catalog/upsert-products';
import { httpHandler, ok } from '@tradewind/middleware';
import { upsertProducts } from '../use-cases/upsert-products.ts';
import { changeProductDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: changeProductDeps }, async ({ deps, body, trace }) =>
  ok({ data: await upsertProducts(deps)(body.products, trace) }),
);
