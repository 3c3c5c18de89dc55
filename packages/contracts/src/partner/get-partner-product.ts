import { getProduct } from '../catalog/get-product.ts';
import { defineRoute } from '../http/route.ts';

/** Answered by the function of `GET /v1/products/{productId}`. */
export const getPartnerProduct = defineRoute({
  ...getProduct,
  service: 'partner',
  name: 'get-partner-product',
  path: '/partner/v1/products/{productId}',
  access: 'partner',
  summary: 'Read a product as a partner',
});
