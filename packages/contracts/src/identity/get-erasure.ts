import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ErasureView } from './erasure-views.ts';
import { UserId } from './views.ts';

export const getErasure = defineRoute({
  service: 'identity',
  name: 'get-erasure',
  method: 'GET',
  path: '/v1/users/{userId}/erasure',
  access: 'admin',
  summary: 'What was erased of a person',
  request: { path: z.strictObject({ userId: UserId }) },
  responses: { 200: ErasureView },
  problems: [{ status: 404, code: 'identity.erasure-not-found' }],
});
