/** Who a person is to an identity provider: the provider's name in the directory, and the provider's own id of them. */
export interface ProviderIdentity {
  readonly provider: string;
  readonly subject: string;
}

/** What a provider says of somebody who has just signed in there. */
export interface ProviderProfile {
  readonly identity: ProviderIdentity;
  /** Undefined where the provider told none, or nothing that is an address. */
  readonly email: string | undefined;
  /** Whether the provider has made sure that the address is this person's. */
  readonly emailVerified: boolean;
  readonly name: string | undefined;
}

/** What people call a provider, where that is not its name in the directory. */
const TITLES: Readonly<Record<string, string>> = { SignInWithApple: 'Apple' };

export function providerTitle({ provider }: ProviderIdentity): string {
  return TITLES[provider] ?? provider;
}

const LONGEST_NAME = 100;

function cleaned(text: string | undefined): string {
  const characters = Array.from((text ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim());
  return characters.slice(0, LONGEST_NAME).join('').trim();
}

/** The name that a new profile begins with: the provider's, else what stands before the @ of the address. */
export function initialName(given: string | undefined, email: string): string {
  const name = cleaned(given);
  return name === '' ? cleaned(email.split('@')[0]) : name;
}
