import { confirmUser as route } from '@tradewind/contracts/identity/confirm-user';
import { httpHandler, noContent } from '@tradewind/middleware';
import { confirmUser } from '../use-cases/confirm-user.ts';
import { confirmUserDeps } from '../wiring.ts';

export const handler = httpHandler(route, { deps: confirmUserDeps }, async ({ deps, body, trace }) => {
  await confirmUser(deps)({ ...body, trace });
  return noContent();
});
