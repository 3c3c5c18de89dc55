import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { pageOf, pageQuery } from '../http/shapes.ts';
import { ApiKeyView } from './api-key-views.ts';

export const listApiKeys = defineRoute({
  service: 'identity',
  name: 'list-api-keys',
  method: 'GET',
  path: '/v1/api-keys',
  access: 'admin',
  summary: 'List the keys of the partner API, newest first',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: pageOf(ApiKeyView) },
  problems: [{ status: 400, code: 'request.invalid-cursor' }],
});
