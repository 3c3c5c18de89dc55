import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Bearer, TotpCode } from './totp-views.ts';

export const confirmTotp = defineRoute({
  service: 'identity',
  name: 'confirm-totp',
  method: 'POST',
  path: '/v1/users/me/totp/confirmation',
  access: 'shopper',
  summary: 'Switch the second factor on with a code of the app',
  description: 'From now on `POST /v1/sessions` answers a challenge; existing sessions stay.',
  request: { headers: Bearer, body: z.strictObject({ code: TotpCode }) },
  responses: { 204: null },
  problems: [
    { status: 409, code: 'identity.totp-not-begun' },
    { status: 422, code: 'identity.invalid-code' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
