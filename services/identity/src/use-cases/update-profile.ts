import { timestamp, type Clock } from '@tradewind/kernel';
import type { Users } from '../domain/ports.ts';
import { changed, type ProfileChange, type User } from '../domain/user.ts';
import { getProfile } from './get-profile.ts';

export interface UpdateProfileDeps {
  readonly users: Pick<Users, 'findUser' | 'saveUser'>;
  readonly clock: Clock;
}

export interface UpdateProfile {
  readonly userId: string | undefined;
  readonly change: ProfileChange;
  /** The version that the caller has read; undefined stands for any. */
  readonly expectedVersion?: number | undefined;
}

/** Answers the user as stored. Throws `identity.user-not-found`, `request.stale-version`. */
export function updateProfile({ users, clock }: UpdateProfileDeps) {
  const load = getProfile({ users });
  return async ({ userId, change, expectedVersion }: UpdateProfile): Promise<User> => {
    const user = changed(await load(userId), change, expectedVersion, timestamp(clock));
    await users.saveUser(user);
    return user;
  };
}
