import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { AdminUserView, UserId } from './views.ts';

export const getUser = defineRoute({
  service: 'identity',
  name: 'get-user',
  method: 'GET',
  path: '/v1/users/{userId}',
  access: 'admin',
  summary: 'Read a user',
  request: { path: z.strictObject({ userId: UserId }) },
  responses: { 200: AdminUserView },
  problems: [{ status: 404, code: 'identity.user-not-found' }],
  etag: true,
});
