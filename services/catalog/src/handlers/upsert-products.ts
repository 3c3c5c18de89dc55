import { upsertProducts as route } from '@tradewind/contracts/catalog/upsert-products';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { httpHandler, ok } from '@tradewind/middleware';
import { upsertProducts } from '../use-cases/upsert-products.ts';
import { changeProductDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: changeProductDeps }, async ({ deps, body, caller, trace }) =>
  ok({ data: await upsertProducts(deps)(body.products, adminOrigin(caller, trace)) }),
);
