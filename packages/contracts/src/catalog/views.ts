import * as z from 'zod/mini';
import { idSchema, PriceView, Sku, text, Timestamp } from '../http/shapes.ts';

export const MAX_VARIANTS = 30;
const MAX_NAMED_VALUES = 20;

export const ProductId = idSchema('prd');
export const VariantId = idSchema('var');

/** What a category is called in paths and filters: `home-decor`. */
export const CategorySlug = z
  .string()
  .check(
    z.maxLength(64),
    z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Must be lower-case letters and digits, parted by single dashes.'),
  );

/** The merchant's own id of a product, by which imports recognise it. */
export const ExternalId = z
  .string()
  .check(z.regex(/^[\x21-\x7e]{1,128}$/, 'Must be 1 to 128 visible ASCII characters without spaces.'));

/** Text of several lines; tabs and line feeds are its only control characters. */
export const Description = z
  .string()
  .check(
    z.trim(),
    z.maxLength(5000),
    z.regex(/^(?:[\n\t]|[^\p{Cc}])*$/u, 'Must not contain control characters besides tabs and line feeds.'),
  );

export const ProductName = text(1, 200);
export const Style = text(1, 60);

/** An https URL, or a path inside the merchant's own media store. */
export const Image = z
  .string()
  .check(
    z.maxLength(500),
    z.regex(
      /^(?:https:\/\/[^\s<>"'\p{Cc}]+|[A-Za-z0-9][A-Za-z0-9._/-]*)$/u,
      'Must be an https URL or a relative media path.',
    ),
  );

export const AttributeName = z
  .string()
  .check(z.regex(/^[a-z][A-Za-z0-9-]{0,39}$/, 'Must start with a small letter, then letters, digits and dashes.'));
const atMostNamedValues = z.refine<Record<string, unknown>>(
  (values) => Object.keys(values).length <= MAX_NAMED_VALUES,
  `Must not have more than ${MAX_NAMED_VALUES} entries.`,
);

/** Facts for filters and product pages that the catalogue does not interpret: `{ "material": "linen" }`. */
export const Attributes = z.record(AttributeName, text(1, 200)).check(atMostNamedValues);
/** What tells a variant from its siblings: `{ "size": "M", "colour": "Navy" }`. */
export const Options = z.record(AttributeName, text(1, 80)).check(atMostNamedValues);

/** One price for each currency that the variant is sold in. */
export const Prices = z.array(PriceView).check(
  z.minLength(1),
  z.maxLength(3),
  z.refine(
    (prices) => new Set(prices.map(({ currency }) => currency)).size === prices.length,
    'Must hold each currency once.',
  ),
);

export const VariantView = z.strictObject({
  id: VariantId,
  sku: Sku,
  name: ProductName,
  options: z.optional(Options),
  prices: Prices,
});

export const ProductView = z.strictObject({
  id: ProductId,
  externalId: z.optional(ExternalId),
  name: ProductName,
  description: Description,
  category: CategorySlug,
  style: z.optional(Style),
  attributes: z.optional(Attributes),
  image: z.optional(Image),
  status: z.literal('active'),
  variants: z.array(VariantView),
  /** Counts the changes; also the `ETag`. */
  version: z.int(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ProductView = z.output<typeof ProductView>;

/** A variant as a merchant writes it. Without a name it is called by its options, or as its product. */
export const VariantInput = z.strictObject({
  sku: Sku,
  name: z.optional(ProductName),
  options: z.optional(Options),
  prices: Prices,
});
export type VariantInput = z.output<typeof VariantInput>;

const eachSkuOnce = z.refine<readonly { readonly sku: string }[]>(
  (variants) => new Set(variants.map(({ sku }) => sku)).size === variants.length,
  'Must hold each SKU once.',
);

/** The variants of a product: at least one, each SKU once. */
export function variantList<S extends z.ZodMiniType<{ sku: string }, { sku: string }>>(variant: S) {
  return z.array(variant).check(z.minLength(1), z.maxLength(MAX_VARIANTS), eachSkuOnce);
}

/** The fields of a product that a merchant writes. */
export const productFields = {
  name: ProductName,
  description: z._default(Description, ''),
  category: CategorySlug,
  style: z.optional(Style),
  attributes: z.optional(Attributes),
  image: z.optional(Image),
  variants: variantList(VariantInput),
};
