import { PasswordChanged } from '@tradewind/contracts/identity/password-changed.v1';
import { newId, type TraceContext } from '@tradewind/kernel';
import { RESET_CONFIRMATION } from '../domain/attempts.ts';
import { invalidResetCode, weakPassword } from '../domain/errors.ts';
import { passwordProblems } from '../domain/password-policy.ts';
import type { UserDirectory, Users } from '../domain/ports.ts';
import { spendAttempt, type AttemptDeps } from './limit-attempts.ts';
import type { SignInLockDeps } from './lock-sign-in.ts';

export interface ConfirmPasswordResetDeps extends AttemptDeps, SignInLockDeps {
  readonly users: Pick<Users, 'findAccount' | 'findUser' | 'announce'>;
  readonly directory: Pick<UserDirectory, 'resetPassword' | 'signOutEverywhere'>;
}

export interface ConfirmPasswordReset {
  readonly email: string;
  readonly code: string;
  readonly password: string;
  readonly trace: TraceContext;
}

/**
 * Sets a new password with the mailed code, ends every session, lifts a lock after failed sign-ins (whoever reads the
 * mail is the owner) and has the owner told.
 *
 * Throws `identity.weak-password`, `identity.invalid-code` (also for unknown addresses and expired codes, after the
 * same call to the directory), `identity.too-many-attempts`.
 */
export function confirmPasswordReset(deps: ConfirmPasswordResetDeps) {
  const { users, directory, clock } = deps;

  async function tellOwner(userId: string, trace: TraceContext): Promise<void> {
    const user = await users.findUser(userId);
    if (user === undefined) return;
    const { email, name } = user;
    await users.announce(PasswordChanged.create({ userId, email, name }, trace, clock));
  }

  return async ({ email, code, password, trace }: ConfirmPasswordReset): Promise<void> => {
    const problems = passwordProblems(password, email);
    if (problems.length > 0) throw weakPassword(problems);
    await spendAttempt(deps, RESET_CONFIRMATION, email);

    const account = await users.findAccount(email);
    const userId = account?.status === 'confirmed' ? account.userId : undefined;
    const changed = await directory.resetPassword(userId ?? newId('usr'), code, password);
    if (!changed || userId === undefined) throw invalidResetCode();

    await directory.signOutEverywhere(userId);
    await deps.signInFailures.forget(email);
    await tellOwner(userId, trace);
  };
}
