import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Email } from '../http/shapes.ts';
import { MailedCode, Password } from './views.ts';

export const confirmPasswordReset = defineRoute({
  service: 'identity',
  name: 'confirm-password-reset',
  method: 'POST',
  path: '/v1/password-resets/confirmation',
  access: 'public',
  summary: 'Set a new password with the mailed code',
  description:
    'Ends every session of the user: refresh tokens stop working at once, access tokens with their own life of at most 15 ' +
    'minutes. The code lives for an hour and works once. A wrong code, one that has expired and an unknown address are ' +
    'answered alike.',
  request: { body: z.strictObject({ email: Email, code: MailedCode, password: Password }) },
  responses: { 204: null },
  problems: [
    { status: 422, code: 'identity.invalid-code' },
    { status: 422, code: 'identity.weak-password' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
