import { deleteTotp as route } from '@tradewind/contracts/identity/delete-totp';
import { httpHandler, noContent } from '@tradewind/middleware';
import { deleteTotp } from '../use-cases/delete-totp.ts';
import { deleteTotpDeps } from '../wiring.ts';
import { bearerToken } from './views/bearer.ts';

export const handler = httpHandler(route, { deps: deleteTotpDeps }, async ({ deps, headers, body, caller }) => {
  const accessToken = bearerToken(headers);
  await deleteTotp(deps)({ userId: caller.userId, password: body.password, accessToken });
  return noContent();
});
