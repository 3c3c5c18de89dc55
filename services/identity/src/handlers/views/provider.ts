import { Email } from '@tradewind/contracts/http/shapes';
import type { SignUpAttributes } from '@tradewind/middleware';
import type { ProviderIdentity, ProviderProfile } from '../../domain/provider-profile.ts';

const PROVIDERS = ['Google', 'SignInWithApple'];

/**
 * The identity behind the name under which the user pool would keep it: `Google_1234`, `SignInWithApple_0001.ab.1234`.
 * Pools whose names ignore case write the provider in lower case. Undefined for a provider that Tradewind does not
 * offer.
 */
function providerIdentity(userName: string): ProviderIdentity | undefined {
  const [prefix = '', ...rest] = userName.split('_');
  const provider = PROVIDERS.find((known) => known.toLowerCase() === prefix.toLowerCase());
  const subject = rest.join('_');
  return provider === undefined || subject === '' ? undefined : { provider, subject };
}

/** What the pool's trigger is told of a person, by the attribute mappings in resources/sign-in-pages.yml. */
export function toProviderProfile(userName: string, attributes: SignUpAttributes): ProviderProfile {
  const identity = providerIdentity(userName);
  if (identity === undefined) throw new Error('The pool has a provider that nobody offers here.');
  const { email, email_verified: emailVerified, name, given_name: given, family_name: family } = attributes;
  return {
    identity,
    email: Email.safeParse(email).data,
    // Anything but the word, such as 1 or nothing at all, is no proof.
    emailVerified: emailVerified === 'true',
    name: name ?? [given, family].filter((part) => part !== undefined).join(' '),
  };
}
