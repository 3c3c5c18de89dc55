import type { DirectoryEntry, ProviderDirectory } from '../domain/provider-ports.ts';
import type { ProviderIdentity } from '../domain/provider-profile.ts';

export interface InMemoryProviderDirectory extends ProviderDirectory {
  /** Puts a user there as registration or an admin would have. */
  put(userId: string, entry: DirectoryEntry): void;
  /** Whose this identity is. */
  userOf(identity: ProviderIdentity): string | undefined;
}

export function inMemoryProviderDirectory(): InMemoryProviderDirectory {
  const entries = new Map<string, DirectoryEntry>();
  const links = new Map<string, string>();
  const keyOf = ({ provider, subject }: ProviderIdentity) => `${provider}_${subject}`;

  return {
    put: (userId, entry) => entries.set(userId, entry),
    userOf: (identity) => links.get(keyOf(identity)),
    async find(userId) {
      return entries.get(userId);
    },
    async admit(userId) {
      entries.set(userId, { secondFactor: false, ...entries.get(userId), confirmed: true });
    },
    async link(userId, identity) {
      if (!entries.has(userId)) throw new Error(`There is no user ${userId}.`);
      if (links.get(keyOf(identity)) === userId) return 'already-linked';
      links.set(keyOf(identity), userId);
      return 'linked';
    },
  };
}
