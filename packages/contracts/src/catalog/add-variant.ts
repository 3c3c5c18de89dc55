import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ProductId, ProductView, VariantInput } from './views.ts';

export const addVariant = defineRoute({
  service: 'catalog',
  name: 'add-variant',
  method: 'POST',
  path: '/v1/products/{productId}/variants',
  access: 'admin',
  summary: 'Add a variant to a product',
  description: 'Answers the whole product, whose last variant is the new one.',
  request: { path: z.strictObject({ productId: ProductId }), body: VariantInput },
  responses: { 201: ProductView },
  problems: [
    { status: 404, code: 'catalog.product-not-found' },
    { status: 409, code: 'catalog.sku-taken' },
    { status: 422, code: 'catalog.too-many-variants' },
  ],
  idempotency: 'honoured',
  ifMatch: 'honoured',
  etag: true,
});
