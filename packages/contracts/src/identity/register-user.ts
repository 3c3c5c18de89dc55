import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Email, text } from '../http/shapes.ts';
import { Password } from './views.ts';

export const RegistrationView = z.strictObject({ email: Email, status: z.literal('confirmation_required') });

export const registerUser = defineRoute({
  service: 'identity',
  name: 'register-user',
  method: 'POST',
  path: '/v1/users',
  access: 'public',
  summary: 'Register with name, email and password',
  description:
    'A code is mailed to the address; `POST /v1/users/confirmation` takes it. The answer is the same whether or not the ' +
    'address is known: the owner of a confirmed one is mailed that someone tried, an unconfirmed one gets a new code, ' +
    'and the latest password counts. After five attempts an hour for one address no more mail is sent.',
  request: { body: z.strictObject({ name: text(1, 100), email: Email, password: Password }) },
  responses: { 202: RegistrationView },
  problems: [{ status: 422, code: 'identity.weak-password' }],
});
