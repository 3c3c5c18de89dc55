import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { pageOf, pageQuery } from '../http/shapes.ts';
import { CategorySlug } from './views.ts';

export const CategoryView = z.strictObject({ slug: CategorySlug, name: z.string() });
export type CategoryView = z.output<typeof CategoryView>;

export const listCategories = defineRoute({
  service: 'catalog',
  name: 'list-categories',
  method: 'GET',
  path: '/v1/categories',
  access: 'public',
  summary: 'List categories',
  description:
    'The categories that have products on sale, by slug; up to 100 a page unless `limit` says less. A category ' +
    'comes into being with its first product.',
  request: { query: z.strictObject({ ...pageQuery, limit: z._default(pageQuery.limit.def.innerType, 100) }) },
  responses: { 200: pageOf(CategoryView) },
  problems: [{ status: 400, code: 'request.invalid-cursor' }],
});
