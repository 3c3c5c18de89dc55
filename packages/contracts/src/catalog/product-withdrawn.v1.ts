import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';
import { ProductId, VariantId } from './views.ts';

/**
 * These variants can no longer be bought: all of a withdrawn product's, or those that were taken off a product
 * whose others stay on sale (then a `product-published` of the same version tells of the rest).
 */
export const ProductWithdrawn = defineEvent({
  service: 'catalog',
  name: 'product-withdrawn',
  version: 1,
  data: z.object({ productId: ProductId, version: z.int(), variantIds: z.array(VariantId) }),
});
