import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { idSchema } from '../http/shapes.ts';
import { CartView } from './views.ts';

export const getCart = defineRoute({
  service: 'carts',
  name: 'get-cart',
  method: 'GET',
  path: '/v1/carts/{cartId}',
  access: 'guest',
  summary: 'Read a cart at current prices',
  description: 'The `ETag` is the version of what the cart holds; prices follow the catalogue without changing it.',
  request: { path: z.strictObject({ cartId: idSchema('crt') }) },
  responses: { 200: CartView },
  problems: [{ status: 404, code: 'carts.cart-not-found' }],
  etag: true,
});
