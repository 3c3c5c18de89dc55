import { defineRoute } from '../http/route.ts';
import { Bearer, TotpEnrolmentView } from './totp-views.ts';

export const createTotp = defineRoute({
  service: 'identity',
  name: 'create-totp',
  method: 'POST',
  path: '/v1/users/me/totp',
  access: 'shopper',
  summary: 'Begin to use an authenticator app as second factor',
  description:
    'Show the URI as a QR code or the secret as text. Nothing changes at sign-in until `POST /v1/users/me/totp/confirmation` ' +
    'has taken a code of it; asking again before that answers a new secret.',
  request: { headers: Bearer },
  responses: { 201: TotpEnrolmentView },
  problems: [
    { status: 404, code: 'identity.user-not-found' },
    { status: 409, code: 'identity.totp-enabled' },
    { status: 429, code: 'identity.too-many-attempts' },
  ],
});
