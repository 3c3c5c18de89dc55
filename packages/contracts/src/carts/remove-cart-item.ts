import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { idSchema } from '../http/shapes.ts';
import { CartView } from './views.ts';

export const removeCartItem = defineRoute({
  service: 'carts',
  name: 'remove-cart-item',
  method: 'DELETE',
  path: '/v1/carts/{cartId}/items/{itemId}',
  access: 'guest',
  summary: 'Take a line out of the cart',
  description: 'Answers the cart as it stands afterwards, so that its `ETag` and totals need no second call.',
  request: { path: z.strictObject({ cartId: idSchema('crt'), itemId: idSchema('itm') }) },
  responses: { 200: CartView },
  problems: [
    { status: 404, code: 'carts.cart-not-found' },
    { status: 404, code: 'carts.item-not-found' },
    { status: 409, code: 'carts.already-checked-out' },
    { status: 412, code: 'request.stale-version' },
    { status: 503, code: 'carts.busy' },
  ],
  ifMatch: 'honoured',
  etag: true,
});
