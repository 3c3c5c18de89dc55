import { userNotFound } from '../domain/errors.ts';
import type { Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';

export interface GetProfileDeps {
  readonly users: Pick<Users, 'findUser'>;
}

/** The signed-in user's own profile. Throws `identity.user-not-found`, also for a caller who is nobody. */
export function getProfile({ users }: GetProfileDeps) {
  return async (userId: string | undefined): Promise<User> => {
    const user = userId === undefined ? undefined : await users.findUser(userId);
    if (user === undefined) throw userNotFound();
    return user;
  };
}
