import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { CurrencyCode, pageOf, pageQuery } from '../http/shapes.ts';
import { CategorySlug, ProductView } from './views.ts';

export const PRODUCT_SORTS = ['newest', 'name', '-name', 'price', '-price'] as const;

const MinorUnits = z.pipe(
  z.pipe(z.string().check(z.regex(/^\d{1,9}$/, 'Must be a whole number of minor units.')), z.transform(Number)),
  z.int(),
);

const ListProductsQuery = z
  .strictObject({
    ...pageQuery,
    category: z.optional(CategorySlug),
    currency: z.optional(CurrencyCode),
    minPrice: z.optional(MinorUnits),
    maxPrice: z.optional(MinorUnits),
    sort: z._default(z.enum(PRODUCT_SORTS), 'newest'),
  })
  .check(
    z.refine(
      ({ currency, minPrice, maxPrice, sort }) =>
        currency !== undefined || (minPrice === undefined && maxPrice === undefined && !sort.endsWith('price')),
      { path: ['currency'], error: 'Price filters and price order need a currency.' },
    ),
    z.refine(({ minPrice, maxPrice }) => minPrice === undefined || maxPrice === undefined || minPrice <= maxPrice, {
      path: ['maxPrice'],
      error: 'Must not be less than minPrice.',
    }),
  );

export const listProducts = defineRoute({
  service: 'catalog',
  name: 'list-products',
  method: 'GET',
  path: '/v1/products',
  access: 'public',
  summary: 'List products',
  description:
    'Products on sale, newest first unless sorted otherwise. `currency` keeps to the products priced in it; `minPrice` and ' +
    '`maxPrice` (minor units, inclusive) and the price orders look at the cheapest variant in that currency. A price filter ' +
    'under another order than price reads a bounded stretch of the list for one page: such a page may hold fewer than `limit` ' +
    'products while `nextCursor` leads on.',
  request: { query: ListProductsQuery },
  responses: { 200: pageOf(ProductView) },
  problems: [{ status: 400, code: 'request.invalid-cursor' }],
});
