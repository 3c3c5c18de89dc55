import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { CurrencyCode } from '../http/shapes.ts';
import { CartView } from './views.ts';

export const createCart = defineRoute({
  service: 'carts',
  name: 'create-cart',
  method: 'POST',
  path: '/v1/carts',
  access: 'guest',
  summary: 'Start a cart in one currency',
  description:
    "A guest's cart answers `cartToken`, this once: send it back as `X-Cart-Token`. A signed-in shopper's cart belongs to the shopper and has no token.",
  request: { body: z.strictObject({ currency: CurrencyCode }) },
  responses: { 201: z.extend(CartView, { cartToken: z.optional(z.string()) }) },
  idempotency: 'honoured',
  etag: true,
});
