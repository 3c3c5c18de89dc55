import { getUser as route } from '@tradewind/contracts/identity/get-user';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { httpHandler, ok } from '@tradewind/middleware';
import { getUser } from '../use-cases/get-user.ts';
import { getUserDeps } from '../wiring.ts';
import { toAdminUserView } from './views/user.ts';

export const handler = httpHandler(route, { deps: getUserDeps }, async ({ deps, path, caller, trace }) => {
  const user = await getUser(deps)(path.userId, adminOrigin(caller, trace));
  return ok(toAdminUserView(user), { etag: user.version });
});
