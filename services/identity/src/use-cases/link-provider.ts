import { ProviderLinked } from '@tradewind/contracts/identity/provider-linked.v1';
import { newId, timestamp, type TraceContext } from '@tradewind/kernel';
import type { ConfirmedAccount } from '../domain/account.ts';
import {
  accountBeingErased,
  providerEmailMissing,
  providerEmailUnverified,
  secondFactorInUse,
} from '../domain/errors.ts';
import type { Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';
import type { ProviderDirectory } from '../domain/provider-ports.ts';
import { initialName, providerTitle, type ProviderProfile } from '../domain/provider-profile.ts';
import { completeRegistration, type CompleteRegistrationDeps } from './complete-registration.ts';

export interface LinkProviderDeps extends CompleteRegistrationDeps {
  readonly users: Pick<Users, 'findAccount' | 'findUser' | 'completeRegistration' | 'announce'>;
  readonly directory: ProviderDirectory;
}

export interface LinkProvider extends ProviderProfile {
  readonly trace: TraceContext;
}

export interface LinkedProvider {
  readonly userId: string;
  /** `registered`: there was no such account; `linked` to one that there was; `unchanged` when all was done before. */
  readonly outcome: 'registered' | 'linked' | 'unchanged';
}

/** The address that the provider vouches for. */
function provedEmail({ identity, email, emailVerified }: ProviderProfile): string {
  if (email === undefined) throw providerEmailMissing(providerTitle(identity));
  if (!emailVerified) throw providerEmailUnverified(providerTitle(identity));
  return email;
}

/**
 * Lets somebody in who signs in with a provider for the first time: into the account of the address that the provider
 * has verified, or into a new one. What somebody asked for under the address without proving it is worth nothing
 * against that, so a password left behind in it opens nothing.
 *
 * Who had the account is mailed that there is another way into it. The account is stored before the directory's user is
 * made: cut off anywhere, the next sign-in goes on, and nothing is left of which our table does not know.
 *
 * Throws `identity.provider-email-missing`, `identity.provider-email-unverified`, `identity.second-factor-in-use`,
 * `identity.account-being-erased`.
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

  async function activeUser(userId: string): Promise<User> {
    const user = await users.findUser(userId);
    if (user === undefined || user.erasingSince !== undefined) throw accountBeingErased();
    return user;
  }

  async function admit({ id, email }: User): Promise<void> {
    const entry = await directory.find(id);
    if (entry?.secondFactor === true) throw secondFactorInUse();
    if (entry?.confirmed !== true) await directory.admit(id, email);
  }

  function tellOwner({ id: userId, email, name }: User, { identity, trace }: LinkProvider): Promise<void> {
    const provider = providerTitle(identity);
    return users.announce(ProviderLinked.create({ userId, email, name, provider }, trace, clock));
  }

  return async (command: LinkProvider): Promise<LinkedProvider> => {
    const email = provedEmail(command);
    const known = await users.findAccount(email);
    const isKnown = known?.status === 'confirmed';
    const { userId } = isKnown ? known : await register(email, command);
    const user = await activeUser(userId);
    await admit(user);
    // Before the link: rather told twice than not at all.
    if (isKnown) await tellOwner(user, command);
    const linked = await directory.link(userId, command.identity);
    if (!isKnown) return { userId, outcome: 'registered' };
    return { userId, outcome: linked === 'linked' ? 'linked' : 'unchanged' };
  };
}
