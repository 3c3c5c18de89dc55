import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ExternalId, ProductId, productFields } from './views.ts';

export const MAX_BATCH_ROWS = 100;

/** One row of a batch: the whole product as the merchant's own system knows it. */
export const BatchProduct = z.strictObject({ externalId: ExternalId, ...productFields });
export type BatchProduct = z.output<typeof BatchProduct>;

const RowError = z.strictObject({ path: z.string(), code: z.string(), message: z.string() });

export const BatchRowResult = z.strictObject({
  /** Position of the row in the request, from 0. */
  index: z.int(),
  externalId: z.nullable(z.string()),
  result: z.enum(['created', 'updated', 'unchanged', 'rejected']),
  productId: z.optional(ProductId),
  errors: z.optional(z.array(RowError)),
});
export type BatchRowResult = z.output<typeof BatchRowResult>;

export const upsertProducts = defineRoute({
  service: 'catalog',
  name: 'upsert-products',
  method: 'POST',
  path: '/v1/products/batch',
  access: 'admin',
  summary: 'Create or update up to 100 products by external id',
  description:
    'Each row stands alone: one that breaks a rule is `rejected` with its errors, the others take effect. Optional fields ' +
    'that a row leaves out are removed from the product. Sending the same batch again answers `unchanged` and writes nothing.',
  request: {
    body: z.strictObject({
      products: z.array(z.union([BatchProduct, z.unknown()])).check(z.minLength(1), z.maxLength(MAX_BATCH_ROWS)),
    }),
  },
  responses: { 200: z.strictObject({ data: z.array(BatchRowResult) }) },
  maxBodyBytes: 1024 * 1024,
});
