import { AwsError } from '../aws/api.ts';
import { newUser, type CognitoContext } from './context.ts';
import type { IdentityProvider } from './identity-providers.ts';
import { notAuthorized } from './sessions.ts';
import type { StoredUser } from './user-table.ts';

/** What a provider says of who has signed in there, by its own names: `sub`, `email`, `email_verified`, … */
export type ProviderClaims = Readonly<Record<string, string>>;

/** The name of a user of the pool who is nobody but a person of a provider. */
export function federatedName(provider: string, subject: string): string {
  return `${provider}_${subject}`;
}

function mapped({ mapping }: IdentityProvider, claims: ProviderClaims): Record<string, string> {
  const known = Object.entries(mapping).filter(([attribute]) => attribute !== 'username');
  return Object.fromEntries(
    known.flatMap(([attribute, claim]) => {
      const value = claims[claim];
      return value === undefined ? [] : [[attribute, value]];
    }),
  );
}

/**
 * The user of the pool who a person of a provider is: the one whom the identity is linked to, else one of its own, for
 * whom the trigger is asked before the first sign-in. As on AWS, each sign-in writes the mapped attributes anew, and the
 * first one fails when the trigger links the identity: the pool then goes on to make a user of a name that is taken.
 */
export async function federatedUser(
  context: CognitoContext,
  provider: IdentityProvider,
  claims: ProviderClaims,
  clientId: string,
): Promise<StoredUser> {
  const { users, providers, clock, triggers } = context;
  const now = () => clock.now().getTime();
  const subject = claims[provider.mapping['username'] ?? 'sub'] ?? '';
  const attributes = mapped(provider, claims);
  const username = federatedName(provider.name, subject);

  const known = users.find(providers.usernameOf(provider.name, subject) ?? username);
  if (known !== undefined) {
    if (known.enabled === 0) throw notAuthorized('User is disabled.');
    const seen = { ...known, attributes: { ...known.attributes, ...attributes }, modified_at: now() };
    users.save(seen);
    return seen;
  }
  if ((attributes['email'] ?? '') === '') {
    throw new AwsError('InvalidParameterException', 'attributes required: [email]');
  }
  await triggers.preSignUp({
    source: 'PreSignUp_ExternalProvider',
    userName: username,
    attributes: { 'cognito:email_alias': '', 'cognito:phone_number_alias': '', ...attributes },
    clientId,
  });
  if (providers.usernameOf(provider.name, subject) !== undefined) {
    throw new AwsError('InvalidParameterException', `Already found an entry for username ${username}`);
  }
  const entries = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  const user = newUser({ username, password_hash: '', status: 'EXTERNAL_PROVIDER' }, entries, now());
  users.insert(user);
  return user;
}
