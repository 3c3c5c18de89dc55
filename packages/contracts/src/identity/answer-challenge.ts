import * as z from 'zod/mini';
import { defineRoute } from '../http/route.ts';
import { ChallengeSession, TotpCode } from './totp-views.ts';
import { SessionView } from './views.ts';

export const answerChallenge = defineRoute({
  service: 'identity',
  name: 'answer-challenge',
  method: 'POST',
  path: '/v1/sessions/challenge',
  access: 'public',
  summary: 'Finish signing in with a code of the authenticator app',
  description: 'A challenge waits for three minutes. A code works once. Wrong codes lock for a growing time.',
  request: { body: z.strictObject({ session: ChallengeSession, code: TotpCode }) },
  responses: { 200: SessionView },
  problems: [
    { status: 401, code: 'identity.invalid-challenge' },
    { status: 422, code: 'identity.invalid-code' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
