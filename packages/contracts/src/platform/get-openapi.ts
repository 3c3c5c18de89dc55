import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';

export const getOpenapi = defineRoute({
  service: 'platform',
  name: 'get-openapi',
  method: 'GET',
  path: '/openapi.json',
  access: 'public',
  summary: 'The OpenAPI 3.1 document of this API',
  responses: { 200: z.looseObject({ openapi: z.string() }) },
});
