import * as z from 'zod/mini';
import { defineEvent } from '../events/event.ts';
import { PriceView, Sku } from '../http/shapes.ts';
import { ProductId, VariantId } from './views.ts';

/**
 * What can be bought and for how much: emitted when a product appears and whenever its name, its variants or
 * their prices change. Of two for one product the one with the higher version holds.
 */
export const ProductPublished = defineEvent({
  service: 'catalog',
  name: 'product-published',
  version: 1,
  data: z.object({
    productId: ProductId,
    version: z.int(),
    name: z.string(),
    variants: z.array(z.object({ variantId: VariantId, sku: Sku, name: z.string(), prices: z.array(PriceView) })),
  }),
});
