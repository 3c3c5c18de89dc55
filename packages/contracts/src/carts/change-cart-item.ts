import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { idSchema } from '../http/shapes.ts';
import { CartView, Quantity } from './views.ts';

export const changeCartItem = defineRoute({
  service: 'carts',
  name: 'change-cart-item',
  method: 'PATCH',
  path: '/v1/carts/{cartId}/items/{itemId}',
  access: 'guest',
  summary: 'Set the quantity of a line',
  request: {
    path: z.strictObject({ cartId: idSchema('crt'), itemId: idSchema('itm') }),
    body: z.strictObject({ quantity: Quantity }),
  },
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
