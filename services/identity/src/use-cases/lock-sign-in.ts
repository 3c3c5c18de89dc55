import type { Clock } from '@tradewind/kernel';
import { tooManyAttempts } from '../domain/errors.ts';
import type { SignInFailures } from '../domain/ports.ts';
import { lockedFor } from '../domain/sign-in-lock.ts';

export interface SignInLockDeps {
  readonly signInFailures: SignInFailures;
  readonly clock: Clock;
}

/** What the caller learns of a subject's failures so far: whether there are any to forget after a success. */
export interface PreviousFailures {
  readonly any: boolean;
}

/** Throws `identity.too-many-attempts` while the subject is locked. Known and unknown subjects lock alike. */
export async function refuseWhileLocked(deps: SignInLockDeps, subject: string): Promise<PreviousFailures> {
  const now = deps.clock.now();
  const failed = await deps.signInFailures.find(subject, now);
  const seconds = failed === undefined ? 0 : lockedFor(failed, now);
  if (seconds > 0) throw tooManyAttempts(seconds);
  return { any: failed !== undefined };
}

export async function recordFailure(deps: SignInLockDeps, subject: string): Promise<void> {
  await deps.signInFailures.record(subject, deps.clock.now());
}

/** After a success; costs a write only where there is something to forget. */
export async function forgetFailures(deps: SignInLockDeps, subject: string, previous: PreviousFailures): Promise<void> {
  if (previous.any) await deps.signInFailures.forget(subject);
}
