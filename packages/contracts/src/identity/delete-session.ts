import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { RefreshToken } from './views.ts';

export const deleteSession = defineRoute({
  service: 'identity',
  name: 'delete-session',
  method: 'DELETE',
  path: '/v1/sessions',
  access: 'shopper',
  summary: 'Sign out: revoke a refresh token',
  description:
    'Revokes the refresh token of this device. Unknown and already revoked tokens are answered alike (RFC 7009, section ' +
    '2.2). Access tokens that were issued before end with their own life of at most 15 minutes.',
  request: { body: z.strictObject({ refreshToken: RefreshToken }) },
  responses: { 204: null },
});
