import { createTotp as route } from '@tradewind/contracts/identity/create-totp';
import { created, httpHandler } from '@tradewind/middleware';
import { createTotp } from '../use-cases/create-totp.ts';
import { createTotpDeps } from '../wiring.ts';
import { bearerToken } from './views/bearer.ts';

export const handler = httpHandler(route, { deps: createTotpDeps }, async ({ deps, headers, caller }) =>
  created(await createTotp(deps)({ userId: caller.userId, accessToken: bearerToken(headers) })),
);
