import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { Email } from '../http/shapes.ts';
import { ChallengeView, Password, SessionView } from './views.ts';

export const createSession = defineRoute({
  service: 'identity',
  name: 'create-session',
  method: 'POST',
  path: '/v1/sessions',
  access: 'public',
  summary: 'Sign in with email and password',
  description:
    'An unknown address and a wrong password are answered alike. The right password of an unconfirmed address is ' +
    'answered 403 `identity.not-confirmed`, so that a client can ask for the code. Nothing is kept for replays: ' +
    '`Idempotency-Key` is ignored.',
  request: { body: z.strictObject({ email: Email, password: Password }) },
  responses: { 200: z.union([SessionView, ChallengeView]) },
  problems: [
    { status: 401, code: 'identity.invalid-credentials' },
    { status: 403, code: 'identity.not-confirmed' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
