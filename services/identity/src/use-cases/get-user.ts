import { adminAccess, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { IdentityAdminActionRecorded } from '@tradewind/contracts/identity/admin-action-recorded.v1';
import type { Clock } from '@tradewind/kernel';
import type { Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';
import { getProfile } from './get-profile.ts';

export interface GetUserDeps {
  readonly users: Pick<Users, 'findUser' | 'announce'>;
  readonly clock: Clock;
}

/** Somebody's profile for an admin, who is on record before seeing it. Throws `identity.user-not-found`. */
export function getUser({ users, clock }: GetUserDeps) {
  return async (userId: string, origin: AdminOrigin): Promise<User> => {
    const user = await getProfile({ users })(userId);
    const access = adminAccess({ action: 'identity.user-read', target: { type: 'user', id: userId } }, origin);
    await users.announce(IdentityAdminActionRecorded.create(access, origin, clock));
    return user;
  };
}
