import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Email } from '../http/shapes.ts';
import { MailedCode } from './views.ts';

export const confirmUser = defineRoute({
  service: 'identity',
  name: 'confirm-user',
  method: 'POST',
  path: '/v1/users/confirmation',
  access: 'public',
  summary: 'Confirm an email address with the mailed code',
  description:
    'Sending the accepted code again is answered in the same way. An unknown address is answered like a wrong code.',
  request: {
    body: z.strictObject({
      email: Email,
      code: MailedCode,
    }),
  },
  responses: { 204: null },
  problems: [
    { status: 422, code: 'identity.invalid-code' },
    { status: 422, code: 'identity.code-expired' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
