import { newId, timestamp, type TraceContext } from '@tradewind/kernel';
import type { ConfirmedAccount } from '../domain/account.ts';
import {
  accountBeingErased,
  providerEmailMissing,
  providerEmailUnverified,
  secondFactorInUse,
} from '../domain/errors.ts';
import type { Users } from '../domain/ports.ts';
import type { ProviderDirectory } from '../domain/provider-ports.ts';
import { initialName, type ProviderProfile } from '../domain/provider-profile.ts';
import { completeRegistration, type CompleteRegistrationDeps } from './complete-registration.ts';

export interface LinkProviderDeps extends CompleteRegistrationDeps {
  readonly users: Pick<Users, 'findAccount' | 'findUser' | 'completeRegistration'>;
  readonly directory: ProviderDirectory;
}

export interface LinkProvider extends ProviderProfile {
  readonly trace: TraceContext;
}

export interface LinkedProvider {
  readonly userId: string;
  /** `registered`: there was no such account before; `linked` to one that there was; `unchanged` when all was done before. */
  readonly outcome: 'registered' | 'linked' | 'unchanged';
}

/** The address that the provider vouches for. */
function provedEmail({ identity, email, emailVerified }: ProviderProfile): string {
  if (email === undefined) throw providerEmailMissing(identity.provider);
  if (!emailVerified) throw providerEmailUnverified(identity.provider);
  return email;
}

/**
 * Lets somebody in who signs in with a provider for the first time: into the account of the address that the provider
 * has verified, or into a new one. What somebody asked for under the address without proving it is worth nothing against
 * that, so a password left behind in it opens nothing.
 *
 * The account is stored before the directory's user is made: cut off anywhere, the next sign-in goes on, and nothing is
 * left of which our table does not know. Throws `identity.provider-email-missing`, `identity.provider-email-unverified`,
 * `identity.second-factor-in-use`, `identity.account-being-erased`.
 */
export function linkProvider(deps: LinkProviderDeps) {
  const { users, directory, clock } = deps;
  const complete = completeRegistration(deps);

  async function register(email: string, { name, trace }: LinkProvider): Promise<ConfirmedAccount> {
    const account = {
      status: 'pending',
      userId: newId('usr'),
      email,
      name: initialName(name, email),
      requestedAt: timestamp(clock),
    } as const;
    return complete({ account, trace });
  }

  async function admit({ userId, email }: ConfirmedAccount): Promise<void> {
    const user = await users.findUser(userId);
    if (user === undefined || user.erasingSince !== undefined) throw accountBeingErased();
    const entry = await directory.find(userId);
    if (entry?.secondFactor === true) throw secondFactorInUse();
    if (entry?.confirmed !== true) await directory.admit(userId, email);
  }

  return async (command: LinkProvider): Promise<LinkedProvider> => {
    const email = provedEmail(command);
    const known = await users.findAccount(email);
    const account = known?.status === 'confirmed' ? known : await register(email, command);
    await admit(account);
    const linked = await directory.link(account.userId, command.identity);
    if (known?.status !== 'confirmed') return { userId: account.userId, outcome: 'registered' };
    return { userId: account.userId, outcome: linked === 'linked' ? 'linked' : 'unchanged' };
  };
}
