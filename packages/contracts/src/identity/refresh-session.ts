import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { RefreshToken, SessionView } from './views.ts';

export const refreshSession = defineRoute({
  service: 'identity',
  name: 'refresh-session',
  method: 'POST',
  path: '/v1/sessions/refresh',
  access: 'public',
  summary: 'Exchange a refresh token for a new access token',
  request: { body: z.strictObject({ refreshToken: RefreshToken }) },
  responses: { 200: SessionView },
  problems: [
    { status: 401, code: 'identity.invalid-refresh-token' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
