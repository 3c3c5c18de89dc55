import type { ProviderIdentity } from './provider-profile.ts';

/** What the directory knows of a user, as far as signing in with a provider is concerned. */
export interface DirectoryEntry {
  /** Whether the user could sign in by password: confirmed, and no password to be changed first. */
  readonly confirmed: boolean;
  readonly secondFactor: boolean;
}

/** The directory's side of people who sign in with a provider. All calls may be repeated. */
export interface ProviderDirectory {
  find(userId: string): Promise<DirectoryEntry | undefined>;
  /** Makes the user one who is confirmed under a proved address, with a password that nobody knows. */
  admit(userId: string, email: string): Promise<void>;
  /** From now on, who signs in as this identity is that user. */
  link(userId: string, identity: ProviderIdentity): Promise<'linked' | 'already-linked'>;
}
