import { getUser as route } from '@tradewind/contracts/identity/get-user';
import { httpHandler, ok } from '@tradewind/middleware';
import { getProfile } from '../use-cases/get-profile.ts';
import { getProfileDeps } from '../wiring.ts';
import { toAdminUserView } from './views/user.ts';

export const handler = httpHandler(route, { deps: getProfileDeps }, async ({ deps, path }) => {
  const user = await getProfile(deps)(path.userId);
  return ok(toAdminUserView(user), { etag: user.version });
});
