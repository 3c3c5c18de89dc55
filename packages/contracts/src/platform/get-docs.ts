import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';

export const getDocs = defineRoute({
  service: 'platform',
  name: 'get-docs',
  method: 'GET',
  path: '/docs',
  access: 'public',
  summary: 'A page to read and try the API',
  responses: { 200: z.string() },
  responseType: 'text/html',
});
