import type { Product } from '../domain/product.ts';
import type { Cursors, ProductFilter, ProductListing } from './ports.ts';

export interface ListProductsDeps {
  readonly listing: ProductListing;
  readonly cursors: Cursors;
}

export interface ListProductsQuery extends ProductFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface ProductList {
  readonly products: readonly Product[];
  readonly nextCursor: string | null;
}

function scopeOf({ category, currency, minPrice, maxPrice, sort }: ProductFilter): string {
  return JSON.stringify(['list-products', category, currency, minPrice, maxPrice, sort]);
}

/** One page of the products on sale. Throws `request.invalid-cursor` (400) for a cursor of another filter. */
export const listProducts =
  ({ listing, cursors }: ListProductsDeps) =>
  async ({ limit, cursor, ...filter }: ListProductsQuery): Promise<ProductList> => {
    const scope = scopeOf(filter);
    const after = cursor === undefined ? undefined : await cursors.open(cursor, scope);
    const { products, next } = await listing.list(filter, limit, after);
    return { products, nextCursor: next === undefined ? null : await cursors.seal(next, scope) };
  };
