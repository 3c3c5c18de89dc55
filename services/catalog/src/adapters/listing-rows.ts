import type { Item, Key } from '@tradewind/dynamodb';
import { currenciesOf, priceFrom, type Product } from '../domain/product.ts';
import type { ProductFilter } from '../use-cases/ports.ts';

const ANY = '*';
const NAME_KEY_LENGTH = 100;
/** Below every character of a name, so that a name sorts before its own continuations. */
const END_OF_NAME = '\u0001';
const PRICE_DIGITS = 9;

/** One list: a category or all, in one currency or any. Each is a partition of the table and of its two indexes. */
export function listPartition({ category, currency }: Pick<ProductFilter, 'category' | 'currency'>): string {
  return `LIST#${category ?? ANY}#${currency ?? ANY}`;
}

/** Names as readers sort them: without regard to case and accents. */
export function nameKey(name: string, productId: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return `${plain.slice(0, NAME_KEY_LENGTH)}${END_OF_NAME}${productId}`;
}

export function priceKey(amount: number, productId = ''): string {
  return `${String(amount).padStart(PRICE_DIGITS, '0')}#${productId}`;
}

/** Above every price key of this amount. */
export function afterPrice(amount: number): string {
  return `${String(amount).padStart(PRICE_DIGITS, '0')}$`;
}

function listingRow(product: Product, category: string | undefined, currency: string | undefined): Item {
  const pk = listPartition({ category, currency });
  const { id, name, version } = product;
  const row = { pk, sk: id, version, gsi1pk: pk, gsi1sk: nameKey(name, id) };
  const price = currency === undefined ? undefined : priceFrom(product, currency);
  return price === undefined ? row : { ...row, price, gsi2pk: pk, gsi2sk: priceKey(price, id) };
}

/**
 * The places of a product in the lists: for each of its currencies and for "any", one in its category and one in all.
 * The row sorts by age (a product id is a ULID), `gsi1` by name, `gsi2` by price. It tells the version of the product,
 * so that a function which has read that version needs no second read. None for a product off sale.
 */
export function listingRows(product: Product): Item[] {
  if (product.status !== 'active') return [];
  const currencies = [undefined, ...currenciesOf(product)];
  return [product.category, undefined].flatMap((category) =>
    currencies.map((currency) => listingRow(product, category, currency)),
  );
}

export interface ListingOrder {
  readonly index: 'gsi1' | 'gsi2' | undefined;
  readonly partitionKey: 'pk' | 'gsi1pk' | 'gsi2pk';
  readonly sortKey: 'sk' | 'gsi1sk' | 'gsi2sk';
  readonly order: 'ascending' | 'descending';
}

export const LISTING_ORDERS = {
  newest: { index: undefined, partitionKey: 'pk', sortKey: 'sk', order: 'descending' },
  name: { index: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk', order: 'ascending' },
  '-name': { index: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk', order: 'descending' },
  price: { index: 'gsi2', partitionKey: 'gsi2pk', sortKey: 'gsi2sk', order: 'ascending' },
  '-price': { index: 'gsi2', partitionKey: 'gsi2pk', sortKey: 'gsi2sk', order: 'descending' },
} as const satisfies Record<ProductFilter['sort'], ListingOrder>;

/** The key by which a query of this order goes on after the row. */
export function positionOf(row: Item, { index, partitionKey, sortKey }: ListingOrder): Key {
  const names = index === undefined ? ['pk', 'sk'] : ['pk', 'sk', partitionKey, sortKey];
  return Object.fromEntries(names.map((name) => [name, String(row[name])]));
}
