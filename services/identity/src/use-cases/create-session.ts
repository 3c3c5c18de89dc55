import { newId, type TraceContext } from '@tradewind/kernel';
import { sealChallenge } from '../domain/challenge.ts';
import { invalidCredentials, notConfirmed } from '../domain/errors.ts';
import type { SignInOutcome, UserDirectory, Users } from '../domain/ports.ts';
import { completeRegistration, type CompleteRegistrationDeps } from './complete-registration.ts';
import { forgetFailures, recordFailure, refuseWhileLocked, type SignInLockDeps } from './lock-sign-in.ts';

export interface CreateSessionDeps extends CompleteRegistrationDeps, SignInLockDeps {
  readonly users: Pick<Users, 'findAccount' | 'completeRegistration'>;
  readonly directory: Pick<UserDirectory, 'signIn'>;
}

export interface CreateSession {
  readonly email: string;
  readonly password: string;
  readonly trace: TraceContext;
}

export type SignedIn = Extract<SignInOutcome, { kind: 'session' | 'challenge' }>;

/**
 * Signs in. An unknown address makes the same call to the directory, under an id that nobody has.
 * A user whom the directory has confirmed while the completion was lost is completed here. Failures lock the address
 * for a growing time, whoever it belongs to; a success after the lock forgets them.
 *
 * Throws `identity.invalid-credentials`, `identity.not-confirmed`, `identity.too-many-attempts`.
 */
export function createSession(deps: CreateSessionDeps) {
  const complete = completeRegistration(deps);

  return async ({ email, password, trace }: CreateSession): Promise<SignedIn> => {
    const previous = await refuseWhileLocked(deps, email);
    const account = await deps.users.findAccount(email);
    const outcome = await deps.directory.signIn(account?.userId ?? newId('usr'), password);
    if (outcome.kind === 'unconfirmed') throw notConfirmed();
    if (outcome.kind === 'rejected') {
      await recordFailure(deps, email);
      throw invalidCredentials();
    }
    if (account?.status === 'pending') {
      const holder = await complete({ account, trace });
      if (holder.userId !== account.userId) throw invalidCredentials();
    }
    await forgetFailures(deps, email, previous);
    if (outcome.kind === 'session' || account === undefined) return outcome;
    return { ...outcome, session: sealChallenge({ userId: account.userId, session: outcome.session }) };
  };
}
