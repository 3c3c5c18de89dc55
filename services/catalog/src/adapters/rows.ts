import type { Item, Key } from '@tradewind/dynamodb';
import { CurrencyCode } from '@tradewind/contracts/http/shapes';
import * as z from 'zod/mini';
import type { Product, Variant } from '../domain/product.ts';

const NamedValuesRow = z.record(z.string(), z.string());

const VariantRow = z.object({
  id: z.string(),
  sku: z.string(),
  name: z.string(),
  options: z.optional(NamedValuesRow),
  prices: z.array(z.object({ amount: z.int(), currency: CurrencyCode })),
});

const ProductRow = z.object({
  id: z.string(),
  externalId: z.optional(z.string()),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  style: z.optional(z.string()),
  attributes: z.optional(NamedValuesRow),
  image: z.optional(z.string()),
  status: z.enum(['active', 'withdrawn']),
  variants: z.array(VariantRow),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const CATEGORIES = 'CATEGORIES';

export const productKey = (productId: string): Key => ({ pk: `PRODUCT#${productId}`, sk: 'PRODUCT' });
export const skuKey = (sku: string): Key => ({ pk: `SKU#${sku}`, sk: 'CLAIM' });
export const externalIdKey = (externalId: string): Key => ({ pk: `EXTERNAL#${externalId}`, sk: 'CLAIM' });
export const categoryKey = (slug: string): Key => ({ pk: CATEGORIES, sk: slug });

export function productRow(product: Product): Item {
  return { ...productKey(product.id), ...product };
}

function toVariant({ options, ...variant }: z.output<typeof VariantRow>): Variant {
  return options === undefined ? variant : { ...variant, options };
}

export function toProduct(row: Item): Product {
  const { variants, externalId, style, attributes, image, ...required } = ProductRow.parse(row);
  return {
    ...required,
    ...(externalId === undefined ? {} : { externalId }),
    ...(style === undefined ? {} : { style }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(image === undefined ? {} : { image }),
    variants: variants.map(toVariant),
  };
}
