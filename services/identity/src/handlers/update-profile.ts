import { updateProfile as route } from '@tradewind/contracts/identity/update-profile';
import { httpHandler, ok } from '@tradewind/middleware';
import { updateProfile } from '../use-cases/update-profile.ts';
import { updateProfileDeps } from '../wiring.ts';
import { toUserView } from './views/user.ts';

export const handler = httpHandler(route, { deps: updateProfileDeps }, async ({ deps, body, caller, ifMatch }) => {
  const user = await updateProfile(deps)({ userId: caller.userId, change: body, expectedVersion: ifMatch });
  return ok(toUserView(user), { etag: user.version });
});
