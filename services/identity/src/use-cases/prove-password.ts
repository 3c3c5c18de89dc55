import { invalidCredentials, userNotFound } from '../domain/errors.ts';
import type { UserDirectory, Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';
import { forgetFailures, recordFailure, refuseWhileLocked, type SignInLockDeps } from './lock-sign-in.ts';

export interface ProvePasswordDeps extends SignInLockDeps {
  readonly users: Pick<Users, 'findUser'>;
  readonly directory: Pick<UserDirectory, 'signIn' | 'revoke'>;
}

/**
 * Makes sure that a signed-in user also knows the password, before something that a stolen token must not do. Wrong
 * ones count with the failed sign-ins of the address. Throws `identity.invalid-credentials`,
 * `identity.too-many-attempts`, `identity.user-not-found`.
 */
export function provePassword(deps: ProvePasswordDeps) {
  return async (userId: string | undefined, password: string): Promise<User> => {
    const user = userId === undefined ? undefined : await deps.users.findUser(userId);
    if (user === undefined) throw userNotFound();
    const previous = await refuseWhileLocked(deps, user.email);
    const outcome = await deps.directory.signIn(user.id, password);
    if (outcome.kind !== 'session' && outcome.kind !== 'challenge') {
      await recordFailure(deps, user.email);
      throw invalidCredentials();
    }
    if (outcome.kind === 'session') await deps.directory.revoke(outcome.session.refreshToken);
    await forgetFailures(deps, user.email, previous);
    return user;
  };
}
