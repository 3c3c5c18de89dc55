import type { Item, Query, Table } from '@tradewind/dynamodb';
import QuickLRU from 'quick-lru';
import type { Product } from '../domain/product.ts';
import type { ProductFilter, ProductListing } from '../use-cases/ports.ts';
import { afterPrice, LISTING_ORDERS, listPartition, positionOf, priceKey, type ListingOrder } from './listing-rows.ts';
import { CATEGORIES, productKey, toProduct } from './rows.ts';

/** What one page may read at most while it passes over rows outside of its price filter. */
const MAX_EXAMINED = 1000;
const FILTERED_CHUNK = 250;
const HIGHEST_PRICE = 999_999_999;
/** A product of some variants takes about 3 KB of memory; the cache holds at most twice as many as this. */
const CACHED_PRODUCTS = 500;

type ListQuery = Omit<Query, 'limit' | 'after'>;

function listQuery(filter: ProductFilter, { index, partitionKey, sortKey, order }: ListingOrder): ListQuery {
  const { minPrice, maxPrice } = filter;
  const query = {
    where: `#${partitionKey} = :list`,
    values: { ':list': listPartition(filter) },
    order,
    ...(index === undefined ? {} : { index }),
  };
  if (minPrice === undefined && maxPrice === undefined) return query;
  const [least, most] = [minPrice ?? 0, maxPrice ?? HIGHEST_PRICE];
  return index === 'gsi2'
    ? {
        ...query,
        where: `${query.where} AND #${sortKey} BETWEEN :least AND :most`,
        values: { ...query.values, ':least': priceKey(least), ':most': afterPrice(most) },
      }
    : {
        ...query,
        filter: '#price BETWEEN :least AND :most',
        values: { ...query.values, ':least': least, ':most': most },
      };
}

/** One state of a product, which never changes. */
const revisionKey = (productId: unknown, version: unknown): string => `${String(productId)}@${String(version)}`;

/**
 * The lists, each one partition that is read in the order of its page; see `listing-rows.ts`. Products that a row names
 * in a version read before are taken from memory: most pages cost one query.
 */
export function dynamoProductListing(table: Table): ProductListing {
  const revisions = new QuickLRU<string, Product>({ maxSize: CACHED_PRODUCTS });

  async function matchingRows(query: ListQuery, wanted: number, from: Item | undefined) {
    const chunk = query.filter === undefined ? wanted : FILTERED_CHUNK;
    const rows: Item[] = [];
    let lastKey = from;
    let examined = 0;
    do {
      const after = lastKey === undefined ? {} : { after: keyOf(lastKey) };
      const page = await table.query({ ...query, limit: chunk, ...after });
      rows.push(...page.items);
      lastKey = page.lastKey;
      examined += chunk;
    } while (rows.length < wanted && lastKey !== undefined && query.filter !== undefined && examined < MAX_EXAMINED);
    return { rows, lastKey };
  }

  async function read(rows: readonly Item[]): Promise<Product[]> {
    const found = (await table.batchGet(rows.map(({ sk }) => productKey(String(sk))))).map(toProduct);
    for (const product of found) revisions.set(revisionKey(product.id, product.version), product);
    return found;
  }

  async function productsOf(rows: readonly Item[]): Promise<Product[]> {
    const known = rows.map(({ sk, version }) => revisions.get(revisionKey(sk, version)));
    const found = await read(rows.filter((_, index) => known[index] === undefined));
    const byId = new Map(found.map((product) => [product.id, product]));
    return rows
      .flatMap(({ sk }, index) => known[index] ?? byId.get(String(sk)) ?? [])
      .filter(({ status }) => status === 'active');
  }

  async function hasProducts(slug: string): Promise<boolean> {
    const values = { ':list': listPartition({ category: slug, currency: undefined }) };
    const { items } = await table.query({ where: '#pk = :list', values, limit: 1 });
    return items.length > 0;
  }

  return {
    async list(filter, limit, after) {
      const order = LISTING_ORDERS[filter.sort];
      const { rows, lastKey } = await matchingRows(listQuery(filter, order), limit + 1, after);
      const taken = rows.slice(0, limit);
      const last = taken.at(-1);
      const next =
        rows.length > limit && last !== undefined
          ? positionOf(last, order)
          : lastKey === undefined
            ? undefined
            : keyOf(lastKey);
      return { products: await productsOf(taken), next };
    },
    async categories(limit, after) {
      const { items, lastKey } = await table.query({
        where: '#pk = :categories',
        values: { ':categories': CATEGORIES },
        limit,
        ...(after === undefined ? {} : { after }),
      });
      const slugs = items.map(({ sk }) => String(sk));
      const filled = await Promise.all(slugs.map(hasProducts));
      return {
        slugs: slugs.filter((_, index) => filled[index]),
        next: lastKey === undefined ? undefined : keyOf(lastKey),
      };
    },
  };
}

/** DynamoDB's last evaluated key as the key to go on after: all its attributes are texts. */
function keyOf(lastKey: Item): Record<string, string> {
  return Object.fromEntries(Object.entries(lastKey).map(([name, value]) => [name, String(value)]));
}
