import { newId, timestamp, type Clock } from '@tradewind/kernel';
import { tooManyVariants, unknownVariant } from './errors.ts';
import type { Price } from './price.ts';
import { sameContent } from './same-content.ts';

export type NamedValues = Readonly<Record<string, string>>;

/** What is bought: one SKU at one price for each currency, prices in order of currency. */
export interface Variant {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly options?: NamedValues;
  readonly prices: readonly Price[];
}

export interface Product {
  readonly id: string;
  readonly externalId?: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly style?: string;
  readonly attributes?: NamedValues;
  readonly image?: string;
  readonly status: 'active' | 'withdrawn';
  readonly variants: readonly Variant[];
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A variant as a merchant writes it; `id` names one that the product already has. */
export interface VariantDraft {
  readonly id?: string | undefined;
  readonly sku: string;
  readonly name?: string | undefined;
  readonly options?: NamedValues | undefined;
  readonly prices: readonly Price[];
}

/** The whole content of a product as a merchant writes it. */
export interface ProductDraft {
  readonly externalId?: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly style?: string | undefined;
  readonly attributes?: NamedValues | undefined;
  readonly image?: string | undefined;
  readonly variants: readonly VariantDraft[];
}

/** What the product, its SKU rows and its listing take in one transaction must stay within 100 writes. */
export const MAX_VARIANTS = 30;

const hasEntries = (values: NamedValues | undefined): values is NamedValues =>
  values !== undefined && Object.keys(values).length > 0;

function nameOf({ name, options }: VariantDraft, productName: string): string {
  if (name !== undefined) return name;
  if (!hasEntries(options)) return productName;
  const values = Object.entries(options).sort(([left], [right]) => (left < right ? -1 : 1));
  return values
    .map(([, value]) => value)
    .join(' / ')
    .slice(0, 200);
}

function toVariant(draft: VariantDraft, id: string, productName: string): Variant {
  return {
    id,
    sku: draft.sku,
    name: nameOf(draft, productName),
    ...(hasEntries(draft.options) ? { options: draft.options } : {}),
    prices: [...draft.prices].sort((left, right) => (left.currency < right.currency ? -1 : 1)),
  };
}

/** A variant that names the id, or else the SKU, of a present one is that one. Throws `catalog.unknown-variant` (422). */
function toVariants(drafts: readonly VariantDraft[], productName: string, present: readonly Variant[]): Variant[] {
  if (drafts.length > MAX_VARIANTS) throw tooManyVariants(MAX_VARIANTS);
  const known = new Set(present.map(({ id }) => id));
  const named = drafts.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const stranger = named.find((id, index) => !known.has(id) || named.indexOf(id) !== index);
  if (stranger !== undefined) throw unknownVariant(stranger);
  return drafts.map((draft) => {
    const bySku = present.find(({ id, sku }) => sku === draft.sku && !named.includes(id));
    return toVariant(draft, draft.id ?? bySku?.id ?? newId('var'), productName);
  });
}

function contentOf(draft: ProductDraft, present: readonly Variant[]) {
  return {
    ...(draft.externalId === undefined ? {} : { externalId: draft.externalId }),
    name: draft.name,
    description: draft.description,
    category: draft.category,
    ...(draft.style === undefined ? {} : { style: draft.style }),
    ...(hasEntries(draft.attributes) ? { attributes: draft.attributes } : {}),
    ...(draft.image === undefined ? {} : { image: draft.image }),
    variants: toVariants(draft.variants, draft.name, present),
  };
}

export function newProduct(draft: ProductDraft, clock: Clock): Product {
  const now = timestamp(clock);
  return {
    id: newId('prd'),
    ...contentOf(draft, []),
    status: 'active',
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** The product with this content; the very same product if it has that content already. */
export function revised(product: Product, draft: ProductDraft, clock: Clock): Product {
  const { id, status, version, createdAt, updatedAt } = product;
  const next = { id, ...contentOf(draft, product.variants), status, version, createdAt, updatedAt };
  return sameContent(product, next) ? product : { ...next, version: version + 1, updatedAt: timestamp(clock) };
}

export function withVariant(product: Product, variant: VariantDraft, clock: Clock): Product {
  return revised(product, { ...product, variants: [...product.variants, { ...variant, id: undefined }] }, clock);
}

export function withdrawn(product: Product, clock: Clock): Product {
  return { ...product, status: 'withdrawn', version: product.version + 1, updatedAt: timestamp(clock) };
}

/** The price of the cheapest variant in this currency, by which lists are ordered; undefined if it is not sold in it. */
export function priceFrom({ variants }: Product, currency: string): number | undefined {
  const amounts = variants.flatMap(({ prices }) =>
    prices.filter((price) => price.currency === currency).map(({ amount }) => amount),
  );
  return amounts.length === 0 ? undefined : Math.min(...amounts);
}

/** The currencies in which at least one variant is sold, each once. */
export function currenciesOf({ variants }: Product): string[] {
  return [...new Set(variants.flatMap(({ prices }) => prices.map(({ currency }) => currency)))].sort();
}

/** What a buyer is told and charged; only changes of these matter to other services. */
export function sellingFacts({ name, variants }: Product) {
  return { name, variants: variants.map(({ id, sku, name: variant, prices }) => ({ id, sku, name: variant, prices })) };
}
