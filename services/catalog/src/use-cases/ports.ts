import type { PublishableEvent } from '@tradewind/contracts/events/event';
import type { Product } from '../domain/product.ts';

export interface ProductChange {
  /** The product as it was read; absent when it is new. */
  readonly before?: Product;
  readonly after: Product;
  readonly events: readonly PublishableEvent[];
}

export interface ProductReader {
  /** Possibly a moment old. */
  find(productId: string): Promise<Product | undefined>;
}

export interface Products extends ProductReader {
  /** As of now, never an older state. */
  findCurrent(productId: string): Promise<Product | undefined>;
  /** The products with these external ids, as of now. */
  findByExternalIds(externalIds: readonly string[]): Promise<Product[]>;
  /**
   * Stores the product, its claims on SKUs and external id, its places in the lists and the events, all or none.
   * Throws `catalog.sku-taken`, `catalog.external-id-taken`, `request.stale-version` or `catalog.busy`.
   */
  save(change: ProductChange): Promise<void>;
}

export type ProductSort = 'newest' | 'name' | '-name' | 'price' | '-price';

export interface ProductFilter {
  readonly category?: string | undefined;
  readonly currency?: string | undefined;
  /** Minor units, inclusive; needs `currency`. */
  readonly minPrice?: number | undefined;
  readonly maxPrice?: number | undefined;
  /** The price orders need `currency`. */
  readonly sort: ProductSort;
}

/** Where a list goes on; opaque outside of the adapter that made it. */
export type Position = Readonly<Record<string, string | number>>;

export interface ProductPage {
  readonly products: readonly Product[];
  /** Undefined on the last page. */
  readonly next: Position | undefined;
}

export interface CategoryPage {
  readonly slugs: readonly string[];
  readonly next: Position | undefined;
}

export interface ProductListing {
  /** Products on sale; at most `limit`, and fewer on a page whose price filter passes over many. */
  list(filter: ProductFilter, limit: number, after: Position | undefined): Promise<ProductPage>;
  /** Categories with products on sale, by slug. */
  categories(limit: number, after: Position | undefined): Promise<CategoryPage>;
}

/** Turns positions into texts that clients can hand back but not make up. */
export interface Cursors {
  seal(position: Position, scope: string): Promise<string>;
  /** Throws `request.invalid-cursor` (400) for a text that was not sealed for this scope. */
  open(cursor: string, scope: string): Promise<Position>;
}
