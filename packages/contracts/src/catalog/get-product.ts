import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ProductId, ProductView } from './views.ts';

export const getProduct = defineRoute({
  service: 'catalog',
  name: 'get-product',
  method: 'GET',
  path: '/v1/products/{productId}',
  access: 'public',
  summary: 'Read a product',
  request: { path: z.strictObject({ productId: ProductId }) },
  responses: { 200: ProductView },
  problems: [{ status: 404, code: 'catalog.product-not-found' }],
  etag: true,
});
