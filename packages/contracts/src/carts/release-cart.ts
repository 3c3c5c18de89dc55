import * as z from 'zod/mini';
import { defineFunction } from '../functions/function.ts';
import { idSchema } from '../http/shapes.ts';

/**
 * Gives a cart back after its checkout failed. Idempotent; a cart that this order never claimed remembers the
 * release, so that a claim which arrives late is refused with `carts.claim-released`.
 */
export const releaseCart = defineFunction({
  service: 'carts',
  name: 'release-cart',
  request: z.strictObject({ orderId: idSchema('ord'), cartId: idSchema('crt') }),
  response: z.strictObject({}),
  errors: ['carts.busy'],
});
