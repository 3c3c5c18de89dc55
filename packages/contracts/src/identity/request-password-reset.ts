import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Email } from '../http/shapes.ts';

export const PasswordResetView = z.strictObject({ email: Email, status: z.literal('code_sent') });

export const requestPasswordReset = defineRoute({
  service: 'identity',
  name: 'request-password-reset',
  method: 'POST',
  path: '/v1/password-resets',
  access: 'public',
  summary: 'Ask for a code to set a new password',
  description:
    'A code is mailed to the address if it belongs to a confirmed user; `POST /v1/password-resets/confirmation` takes it. ' +
    'Known and unknown addresses are answered alike. After five requests an hour for one address no more mail is sent. ' +
    'Nothing is kept for replays: `Idempotency-Key` is ignored.',
  request: { body: z.strictObject({ email: Email }) },
  responses: { 202: PasswordResetView },
});
