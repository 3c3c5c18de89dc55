import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Bearer } from './totp-views.ts';
import { Password } from './views.ts';

export const deleteTotp = defineRoute({
  service: 'identity',
  name: 'delete-totp',
  method: 'DELETE',
  path: '/v1/users/me/totp',
  access: 'shopper',
  summary: 'Switch the second factor off',
  description:
    'Wants the password, so that a stolen access token is not enough. Without a second factor nothing changes.',
  request: { headers: Bearer, body: z.strictObject({ password: Password }) },
  responses: { 204: null },
  problems: [
    { status: 401, code: 'identity.invalid-credentials' },
    { status: 404, code: 'identity.user-not-found' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
