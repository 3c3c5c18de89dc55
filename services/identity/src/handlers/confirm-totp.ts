import { confirmTotp as route } from '@tradewind/contracts/identity/confirm-totp';
import { httpHandler, noContent } from '@tradewind/middleware';
import { confirmTotp } from '../use-cases/confirm-totp.ts';
import { confirmTotpDeps } from '../wiring.ts';
import { bearerToken } from './views/bearer.ts';

export const handler = httpHandler(route, { deps: confirmTotpDeps }, async ({ deps, headers, body }) => {
  await confirmTotp(deps)({ accessToken: bearerToken(headers), code: body.code });
  return noContent();
});
