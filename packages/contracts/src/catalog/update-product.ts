import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import {
  AttributeName,
  CategorySlug,
  Description,
  ExternalId,
  Image,
  ProductId,
  ProductName,
  ProductView,
  Style,
  VariantId,
  VariantInput,
  variantList,
} from './views.ts';
import { text } from '../http/shapes.ts';

const VariantPatch = z.extend(VariantInput, { id: z.optional(VariantId) });

/** RFC 7396: an absent field stays, null removes it, `attributes` are merged, `variants` are replaced as a whole. */
export const ProductPatch = z.strictObject({
  externalId: z.optional(z.nullable(ExternalId)),
  name: z.optional(ProductName),
  description: z.optional(Description),
  category: z.optional(CategorySlug),
  style: z.optional(z.nullable(Style)),
  attributes: z.optional(z.nullable(z.record(AttributeName, z.nullable(text(1, 200))))),
  image: z.optional(z.nullable(Image)),
  variants: z.optional(variantList(VariantPatch)),
});
export type ProductPatch = z.output<typeof ProductPatch>;

export const updateProduct = defineRoute({
  service: 'catalog',
  name: 'update-product',
  method: 'PATCH',
  path: '/v1/products/{productId}',
  access: 'admin',
  summary: 'Change a product',
  description:
    'A JSON merge patch (RFC 7396). Variants, when given, replace the whole list; one that names the `id` or the SKU of a ' +
    'present variant keeps its id, one that is left out is no longer sold.',
  request: { path: z.strictObject({ productId: ProductId }), body: ProductPatch },
  responses: { 200: ProductView },
  problems: [
    { status: 404, code: 'catalog.product-not-found' },
    { status: 409, code: 'catalog.sku-taken' },
    { status: 409, code: 'catalog.external-id-taken' },
    { status: 422, code: 'catalog.unknown-variant' },
    { status: 422, code: 'catalog.too-many-attributes' },
  ],
  ifMatch: 'required',
  etag: true,
  maxBodyBytes: 64 * 1024,
});
