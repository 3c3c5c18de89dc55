import { tooManyAttributes } from './errors.ts';
import type { NamedValues, Product, ProductDraft, VariantDraft } from './product.ts';

/** A merge patch (RFC 7396) of a product: an absent field stays, null removes it. */
export interface ProductPatch {
  readonly externalId?: string | null | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
  readonly style?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, string | null>> | null | undefined;
  readonly image?: string | null | undefined;
  readonly variants?: readonly VariantDraft[] | undefined;
}

const MAX_ATTRIBUTES = 20;

function merged<T>(present: T | undefined, patch: T | null | undefined): T | undefined {
  return patch === undefined ? present : (patch ?? undefined);
}

function mergedAttributes(
  present: NamedValues | undefined,
  patch: ProductPatch['attributes'],
): NamedValues | undefined {
  if (patch === undefined) return present;
  if (patch === null) return undefined;
  const kept = Object.entries({ ...present, ...patch }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  if (kept.length > MAX_ATTRIBUTES) throw tooManyAttributes(MAX_ATTRIBUTES);
  return Object.fromEntries(kept);
}

/** The content of the product after the patch. Throws `catalog.too-many-attributes` (422). */
export function patched(product: Product, patch: ProductPatch): ProductDraft {
  return {
    externalId: merged(product.externalId, patch.externalId),
    name: patch.name ?? product.name,
    description: patch.description ?? product.description,
    category: patch.category ?? product.category,
    style: merged(product.style, patch.style),
    attributes: mergedAttributes(product.attributes, patch.attributes),
    image: merged(product.image, patch.image),
    variants: patch.variants ?? product.variants,
  };
}
