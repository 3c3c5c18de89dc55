import { getProfile as route } from '@tradewind/contracts/identity/get-profile';
import { httpHandler, ok } from '@tradewind/middleware';
import { getProfile } from '../use-cases/get-profile.ts';
import { getProfileDeps } from '../wiring.ts';
import { toUserView } from './views/user.ts';

export const handler = httpHandler(route, { deps: getProfileDeps }, async ({ deps, caller }) => {
  const user = await getProfile(deps)(caller.userId);
  return ok(toUserView(user), { etag: user.version });
});
