import type { PublishableEvent } from '@tradewind/contracts/events/event';
import { externalIdTaken, skuTaken, staleVersion } from '../domain/errors.ts';
import type { Product } from '../domain/product.ts';
import { priceFrom } from '../domain/product.ts';
import type { Position, ProductFilter, ProductListing, Products } from '../use-cases/ports.ts';
import { nameKey } from './listing-rows.ts';

export interface InMemoryCatalogue {
  readonly products: Products;
  readonly listing: ProductListing;
  readonly events: readonly PublishableEvent[];
}

function compare<T extends string | number>(left: T, right: T): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function inOrder(products: readonly Product[], { sort, currency = '' }: ProductFilter): Product[] {
  const byId = (left: Product, right: Product) => compare(left.id, right.id);
  const byName = (left: Product, right: Product) => compare(nameKey(left.name, left.id), nameKey(right.name, right.id));
  const byPrice = (left: Product, right: Product) =>
    compare(priceFrom(left, currency) ?? 0, priceFrom(right, currency) ?? 0) || byId(left, right);
  const ascending = [...products].sort(
    { newest: byId, name: byName, '-name': byName, price: byPrice, '-price': byPrice }[sort],
  );
  return sort === 'newest' || sort.startsWith('-') ? ascending.toReversed() : ascending;
}

function matches(product: Product, { category, currency, minPrice = 0, maxPrice = Infinity }: ProductFilter): boolean {
  if (product.status !== 'active' || (category !== undefined && product.category !== category)) return false;
  if (currency === undefined) return true;
  const price = priceFrom(product, currency);
  return price !== undefined && price >= minPrice && price <= maxPrice;
}

/** The part of an ordered list behind a position, and the position behind that part. */
function pageOf<T>(ordered: readonly T[], idOf: (item: T) => string, limit: number, after: Position | undefined) {
  const start = after === undefined ? 0 : ordered.findIndex((item) => idOf(item) === after['id']) + 1;
  const items = ordered.slice(start, start + limit);
  const last = items.at(-1);
  const next = start + limit < ordered.length && last !== undefined ? { id: idOf(last) } : undefined;
  return { items, next };
}

/** A catalogue in the memory of one process, with the guarantees of its ports. */
export function inMemoryCatalogue(): InMemoryCatalogue {
  const stored = new Map<string, Product>();
  const events: PublishableEvent[] = [];
  const onSale = (): Product[] => [...stored.values()].filter(({ status }) => status === 'active');

  function assertFree(after: Product): void {
    const others = onSale().filter(({ id }) => id !== after.id);
    const { externalId } = after;
    if (externalId !== undefined && others.some((other) => other.externalId === externalId)) {
      throw externalIdTaken(externalId);
    }
    const takenSkus = new Set(others.flatMap(({ variants }) => variants.map(({ sku }) => sku)));
    const taken = after.variants.find(({ sku }) => takenSkus.has(sku));
    if (taken !== undefined) throw skuTaken(taken.sku);
  }

  return {
    events,
    products: {
      find: async (productId) => stored.get(productId),
      findCurrent: async (productId) => stored.get(productId),
      findByExternalIds: async (ids) =>
        onSale().filter(({ externalId }) => externalId !== undefined && ids.includes(externalId)),
      async save({ before, after, events: told }) {
        if (stored.get(after.id)?.version !== before?.version) throw staleVersion();
        if (after.status === 'active') assertFree(after);
        stored.set(after.id, after);
        events.push(...told);
      },
    },
    listing: {
      async list(filter, limit, after) {
        const ordered = inOrder(
          [...stored.values()].filter((product) => matches(product, filter)),
          filter,
        );
        const { items, next } = pageOf(ordered, ({ id }) => id, limit, after);
        return { products: items, next };
      },
      async categories(limit, after) {
        const slugs = [...new Set(onSale().map(({ category }) => category))].sort();
        const { items, next } = pageOf(slugs, (slug) => slug, limit, after);
        return { slugs: items, next };
      },
    },
  };
}
