import { RegistrationAttempted } from '@tradewind/contracts/identity/registration-attempted.v1';
import { newId, timestamp, type Clock, type TraceContext } from '@tradewind/kernel';
import type { ConfirmedAccount } from '../domain/account.ts';
import { REGISTRATION } from '../domain/attempts.ts';
import { weakPassword } from '../domain/errors.ts';
import { passwordProblems } from '../domain/password-policy.ts';
import type { AttemptCounter, UserDirectory, Users } from '../domain/ports.ts';
import { noSoonerThan } from './answer-floor.ts';
import { countAttempt } from './limit-attempts.ts';

export interface RegisterUserDeps {
  readonly users: Pick<Users, 'claimAddress' | 'announce' | 'findUser'>;
  readonly directory: Pick<UserDirectory, 'signUp'>;
  readonly attempts: AttemptCounter;
  readonly clock: Clock;
  /** Milliseconds that every answer takes at least. */
  readonly answerFloorMs: number;
}

export interface RegisterUser {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly trace: TraceContext;
}

/** For the log; the caller must not learn it. */
export type RegistrationOutcome = 'code-mailed' | 'owner-notified' | 'suppressed';

/**
 * Starts a registration. Each request for an unproved address is a user of its own in the directory, with its own
 * password and code, and the latest holds the address: whoever asked first cannot leave a password behind in an
 * account that the owner of the address confirms later. A request that died half-way is simply followed by the next.
 *
 * All ways make the same call to the directory and take at least the same time. Throws `identity.weak-password`.
 */
export function registerUser(deps: RegisterUserDeps) {
  const { users, directory, clock } = deps;

  async function notifyOwner({ userId, email }: ConfirmedAccount, trace: TraceContext): Promise<void> {
    const user = await users.findUser(userId);
    if (user === undefined) return;
    await users.announce(RegistrationAttempted.create({ userId, email, name: user.name }, trace, clock));
  }

  async function register({ name, email, password, trace }: RegisterUser): Promise<RegistrationOutcome> {
    if (!(await countAttempt(deps, REGISTRATION, email))) return 'suppressed';
    const account = await users.claimAddress({
      status: 'pending',
      userId: newId('usr'),
      email,
      name,
      requestedAt: timestamp(clock),
    });
    await directory.signUp({ userId: account.userId, email, password });
    if (account.status === 'pending') return 'code-mailed';
    await notifyOwner(account, trace);
    return 'owner-notified';
  }

  return async (command: RegisterUser): Promise<RegistrationOutcome> => {
    const problems = passwordProblems(command.password, command.email);
    if (problems.length > 0) throw weakPassword(problems);
    return noSoonerThan(deps.answerFloorMs, () => register(command));
  };
}
