import type { Cursors, ProductListing } from './ports.ts';

export interface ListCategoriesDeps {
  readonly listing: ProductListing;
  readonly cursors: Cursors;
}

export interface CategoryList {
  readonly slugs: readonly string[];
  readonly nextCursor: string | null;
}

const SCOPE = 'list-categories';

/** One page of the categories that have products on sale. Throws `request.invalid-cursor` (400). */
export const listCategories =
  ({ listing, cursors }: ListCategoriesDeps) =>
  async ({
    limit,
    cursor,
  }: {
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<CategoryList> => {
    const after = cursor === undefined ? undefined : await cursors.open(cursor, SCOPE);
    const { slugs, next } = await listing.categories(limit, after);
    return { slugs, nextCursor: next === undefined ? null : await cursors.seal(next, SCOPE) };
  };
