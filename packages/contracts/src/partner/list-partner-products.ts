import { listProducts } from '../catalog/list-products.ts';
import { defineRoute } from '../http/route.ts';

/** Answered by the function of `GET /v1/products`. */
export const listPartnerProducts = defineRoute({
  ...listProducts,
  service: 'partner',
  name: 'list-partner-products',
  path: '/partner/v1/products',
  access: 'partner',
  summary: 'List products as a partner',
});
