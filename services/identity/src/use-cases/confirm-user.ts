import { newId, type TraceContext } from '@tradewind/kernel';
import { wasConfirmedWith, type Account, type PendingAccount } from '../domain/account.ts';
import { CONFIRMATION } from '../domain/attempts.ts';
import { codeExpired, invalidCode } from '../domain/errors.ts';
import type { UserDirectory, Users } from '../domain/ports.ts';
import { completeRegistration, type CompleteRegistrationDeps } from './complete-registration.ts';
import { spendAttempt, type AttemptDeps } from './limit-attempts.ts';

export interface ConfirmUserDeps extends CompleteRegistrationDeps, AttemptDeps {
  readonly users: Pick<Users, 'findAccount' | 'completeRegistration'>;
  readonly directory: Pick<UserDirectory, 'confirm'>;
}

export interface ConfirmUser {
  readonly email: string;
  readonly code: string;
  readonly trace: TraceContext;
}

function pendingPart(account: Account | undefined): PendingAccount | undefined {
  return account?.status === 'pending' ? account : undefined;
}

/**
 * Proves an address with the mailed code and completes the registration. Repeating the accepted code succeeds; a
 * completion that was cut off after the directory had confirmed is made up for by the next call.
 *
 * Throws `identity.invalid-code` (also for unknown addresses, after the same call to the directory),
 * `identity.code-expired`, `identity.too-many-attempts`.
 */
export function confirmUser(deps: ConfirmUserDeps) {
  const complete = completeRegistration(deps);

  return async ({ email, code, trace }: ConfirmUser): Promise<void> => {
    await spendAttempt(deps, CONFIRMATION, email);
    const account = await deps.users.findAccount(email);
    if (account?.status === 'confirmed' && wasConfirmedWith(account, code)) return;

    const pending = pendingPart(account);
    const outcome = await deps.directory.confirm(pending?.userId ?? newId('usr'), code);
    if (pending === undefined || outcome === 'invalid-code') throw invalidCode();
    if (outcome === 'code-expired') throw codeExpired();

    const holder = await complete({ account: pending, code, trace });
    if (holder.userId !== pending.userId) throw invalidCode();
  };
}
