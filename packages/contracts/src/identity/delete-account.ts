import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ErasureView } from './erasure-views.ts';
import { Password } from './views.ts';

export const deleteAccount = defineRoute({
  service: 'identity',
  name: 'delete-account',
  method: 'DELETE',
  path: '/v1/users/me',
  access: 'shopper',
  summary: 'Erase your account and your data',
  description:
    'Wants the password. It cannot be taken back. Orders stay with what the law demands: what was bought, amounts, tax and ' +
    'country, without name, address and email.',
  request: { body: z.strictObject({ password: Password }) },
  responses: { 202: ErasureView },
  problems: [
    { status: 401, code: 'identity.invalid-credentials' },
    { status: 404, code: 'identity.user-not-found' },
    { status: 412, code: 'request.stale-version' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
