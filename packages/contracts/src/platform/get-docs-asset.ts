import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { DOCS_ASSETS } from './views.ts';

export const getDocsAsset = defineRoute({
  service: 'platform',
  name: 'get-docs-asset',
  method: 'GET',
  path: '/docs/{asset}',
  access: 'public',
  summary: 'Scripts and styles of the API page',
  request: { path: z.strictObject({ asset: z.enum(DOCS_ASSETS) }) },
  responses: { 200: z.string() },
  responseType: 'text/plain',
});
