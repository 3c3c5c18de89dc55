import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { pageOf, pageQuery } from '../http/shapes.ts';
import { AdminUserView } from './views.ts';

export const listUsers = defineRoute({
  service: 'identity',
  name: 'list-users',
  method: 'GET',
  path: '/v1/users',
  access: 'admin',
  summary: 'List confirmed users by email address',
  description: '`email` keeps those whose address begins with it.',
  request: {
    query: z.strictObject({
      ...pageQuery,
      email: z.optional(
        z.string().check(z.trim(), z.toLowerCase(), z.minLength(1), z.maxLength(254), z.regex(/^[^\p{Cc}\s]*$/u)),
      ),
    }),
  },
  responses: { 200: pageOf(AdminUserView) },
  problems: [{ status: 400, code: 'request.invalid-cursor' }],
});
