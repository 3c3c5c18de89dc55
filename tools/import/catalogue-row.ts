import type { CurrencyCode } from '@tradewind/contracts/http/shapes';
import { BatchProduct } from '@tradewind/contracts/catalog/upsert-products';
import { toMinorUnits } from './minor-units.ts';

/** A row that can be sent: the product, and the stock of its one variant. */
export interface CatalogueRow {
  /** Position in the file, from 1. */
  readonly row: number;
  readonly product: BatchProduct;
  readonly sku: string;
  readonly stock: number;
}

export interface RejectedRow {
  readonly row: number;
  readonly externalId: string | null;
  readonly reasons: readonly string[];
}

export type ReadRow = { readonly accepted: CatalogueRow } | { readonly rejected: RejectedRow };

const MAX_ATTRIBUTE_LENGTH = 200;
const MAX_STOCK = 1_000_000;

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a scalar; YAML's ways to say "nothing" are nothing. */
function textOf(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return ['', '~', 'null'].includes(text.toLowerCase()) ? undefined : text;
}

/** `hot dispensed` and `Hot Dispensed` are both `hot-dispensed`. */
export function toSlug(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}

/** Some rows lack the dot of their picture's ending: `…fd81jpg`. */
function imageOf(fields: Fields): string | undefined {
  return textOf(fields, 'image')?.replace(/(?<!\.)(jpe?g|png|webp)$/i, '.$1');
}

/** As many of the other names as fit, parted by commas. */
function aliasesOf(fields: Fields): string | undefined {
  const aliases = fields['aliases'];
  if (!Array.isArray(aliases)) return undefined;
  const names = aliases.filter((alias) => typeof alias === 'string');
  while (names.join(', ').length > MAX_ATTRIBUTE_LENGTH) names.pop();
  return names.length === 0 ? undefined : names.join(', ');
}

function attributesOf(fields: Fields): Record<string, string> {
  const attributes = {
    genderAffinity: textOf(fields, 'gender_affinity'),
    visibleIn: textOf(fields, 'where_visible'),
    promoted: textOf(fields, 'promoted'),
    featured: textOf(fields, 'featured'),
    aliases: aliasesOf(fields),
    imageLicence: textOf(fields, 'image_license')?.slice(0, MAX_ATTRIBUTE_LENGTH),
    imageSource: textOf(fields, 'link')?.slice(0, MAX_ATTRIBUTE_LENGTH),
  };
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function stockOf(fields: Fields): number | undefined {
  const text = textOf(fields, 'current_stock') ?? '0';
  return /^\d{1,7}$/.test(text) && Number(text) <= MAX_STOCK ? Number(text) : undefined;
}

/**
 * Reads one entry of a retail-demo-store `products.yaml`, parsed with YAML's failsafe schema so that every scalar is
 * still the text that stands in the file. The SKU of a product's single variant is its `id`. Missing stock is none.
 */
export function readCatalogueRow(entry: unknown, row: number, currency: CurrencyCode): ReadRow {
  if (!isFields(entry)) return { rejected: { row, externalId: null, reasons: ['The row is not a mapping.'] } };
  const externalId = textOf(entry, 'id');
  const reject = (...reasons: string[]): ReadRow => ({ rejected: { row, externalId: externalId ?? null, reasons } });
  const amount = toMinorUnits(textOf(entry, 'price') ?? '');
  const stock = stockOf(entry);
  const product = BatchProduct.safeParse({
    externalId,
    name: textOf(entry, 'name'),
    description: textOf(entry, 'description') ?? '',
    category: toSlug(textOf(entry, 'category') ?? ''),
    style: textOf(entry, 'style'),
    attributes: attributesOf(entry),
    image: imageOf(entry),
    variants: [{ sku: externalId, prices: [{ amount: amount ?? 0, currency }] }],
  });
  const reasons = [
    ...(amount === undefined ? [`price: "${textOf(entry, 'price') ?? ''}" is not an exact price.`] : []),
    ...(stock === undefined
      ? [`current_stock: "${textOf(entry, 'current_stock') ?? ''}" is not a number of units.`]
      : []),
    ...(product.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`),
  ];
  if (reasons.length > 0 || !product.success || stock === undefined || externalId === undefined)
    return reject(...reasons);
  return { accepted: { row, product: product.data, sku: externalId, stock } };
}

export interface CatalogueFile {
  readonly rows: readonly CatalogueRow[];
  readonly rejected: readonly RejectedRow[];
}

/** Reads all entries; of several with one id the first counts and the others are rejected. */
export function readCatalogue(entries: readonly unknown[], currency: CurrencyCode): CatalogueFile {
  const rows = new Map<string, CatalogueRow>();
  const rejected: RejectedRow[] = [];
  for (const [index, entry] of entries.entries()) {
    const result = readCatalogueRow(entry, index + 1, currency);
    if ('rejected' in result) {
      rejected.push(result.rejected);
      continue;
    }
    const { accepted } = result;
    const first = rows.get(accepted.sku);
    if (first === undefined) rows.set(accepted.sku, accepted);
    else
      rejected.push({ row: accepted.row, externalId: accepted.sku, reasons: [`id: Row ${first.row} has the same.`] });
  }
  return { rows: [...rows.values()], rejected };
}
