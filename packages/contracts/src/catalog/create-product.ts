import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ExternalId, productFields, ProductView } from './views.ts';

export const NewProduct = z.strictObject({ externalId: z.optional(ExternalId), ...productFields });
export type NewProduct = z.output<typeof NewProduct>;

export const createProduct = defineRoute({
  service: 'catalog',
  name: 'create-product',
  method: 'POST',
  path: '/v1/products',
  access: 'admin',
  summary: 'Create a product',
  request: { body: NewProduct },
  responses: { 201: ProductView },
  problems: [
    { status: 409, code: 'catalog.sku-taken' },
    { status: 409, code: 'catalog.external-id-taken' },
  ],
  idempotency: 'required',
  etag: true,
  maxBodyBytes: 64 * 1024,
});
