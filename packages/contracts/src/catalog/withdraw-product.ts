import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ProductId } from './views.ts';

export const withdrawProduct = defineRoute({
  service: 'catalog',
  name: 'withdraw-product',
  method: 'DELETE',
  path: '/v1/products/{productId}',
  access: 'admin',
  summary: 'Withdraw a product from sale',
  description: 'It disappears from lists and reads; its SKUs and its external id are free again.',
  request: { path: z.strictObject({ productId: ProductId }) },
  responses: { 204: null },
  problems: [{ status: 404, code: 'catalog.product-not-found' }],
  ifMatch: 'required',
});
