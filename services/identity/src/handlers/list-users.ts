import { listUsers as route } from '@tradewind/contracts/identity/list-users';
import { adminOrigin } from '@tradewind/contracts/events/admin-action';
import { httpHandler, ok } from '@tradewind/middleware';
import { listUsers } from '../use-cases/list-users.ts';
import { listUsersDeps } from '../wiring.ts';
import { toAdminUserView } from './views/user.ts';

export const handler = httpHandler(route, { deps: listUsersDeps }, async ({ deps, query, caller, trace }) => {
  const { users, nextCursor } = await listUsers(deps)({ ...query, origin: adminOrigin(caller, trace) });
  return ok({ data: users.map(toAdminUserView), nextCursor });
});
