import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { idSchema } from '../http/shapes.ts';
import { CartView, Quantity } from './views.ts';

export const addCartItem = defineRoute({
  service: 'carts',
  name: 'add-cart-item',
  method: 'POST',
  path: '/v1/carts/{cartId}/items',
  access: 'guest',
  summary: 'Add units of a variant',
  description: 'Units of a variant that is already in the cart add up on its line. Answers the whole cart.',
  request: {
    path: z.strictObject({ cartId: idSchema('crt') }),
    body: z.strictObject({ variantId: idSchema('var'), quantity: Quantity }),
  },
  responses: { 200: CartView },
  problems: [
    { status: 404, code: 'carts.cart-not-found' },
    { status: 409, code: 'carts.already-checked-out' },
    { status: 412, code: 'request.stale-version' },
    { status: 422, code: 'carts.currency-unavailable' },
    { status: 422, code: 'carts.quantity-too-large' },
    { status: 422, code: 'carts.too-many-lines' },
    { status: 422, code: 'carts.variant-unavailable' },
    { status: 503, code: 'carts.busy' },
  ],
  idempotency: 'honoured',
  ifMatch: 'honoured',
  etag: true,
});
