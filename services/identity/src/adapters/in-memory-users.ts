import type { Account } from '../domain/account.ts';
import { staleVersion } from '../domain/errors.ts';
import type { OutgoingEvent, Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';

export interface InMemoryUsers extends Users {
  /** What the outbox would publish, oldest first. */
  readonly published: readonly OutgoingEvent[];
  /** Removes the user, and the address unless it belongs to somebody else by now. */
  remove(userId: string, email: string): void;
}

export function inMemoryUsers(): InMemoryUsers {
  const accounts = new Map<string, Account>();
  const users = new Map<string, User>();
  const published: OutgoingEvent[] = [];
  const keyOf = (email: string) => email.toLowerCase();

  return {
    published,
    remove(userId, email) {
      users.delete(userId);
      if (accounts.get(keyOf(email))?.userId === userId) accounts.delete(keyOf(email));
    },
    async findAccount(email) {
      return accounts.get(keyOf(email));
    },
    async claimAddress(pending) {
      const holder = accounts.get(keyOf(pending.email));
      if (holder?.status === 'confirmed') return holder;
      accounts.set(keyOf(pending.email), pending);
      return pending;
    },
    async completeRegistration({ account, user, event }) {
      const holder = accounts.get(keyOf(account.email));
      if (holder?.status === 'confirmed') return holder;
      accounts.set(keyOf(account.email), account);
      users.set(user.id, user);
      published.push(event);
      return account;
    },
    async announce(event) {
      published.push(event);
    },
    async findUser(userId) {
      return users.get(userId);
    },
    async listByEmail(prefix, { limit, after }) {
      const matching = [...users.values()]
        .filter(
          ({ email }) =>
            keyOf(email).startsWith(prefix) && (after === undefined || keyOf(email) > (after['email'] ?? '')),
        )
        .sort((left, right) => (keyOf(left.email) < keyOf(right.email) ? -1 : 1));
      const page = matching.slice(0, limit);
      const last = page.at(-1);
      return {
        users: page,
        next: last === undefined || matching.length <= limit ? undefined : { email: keyOf(last.email) },
      };
    },
    async saveUser(user) {
      if (users.get(user.id)?.version !== user.version - 1) throw staleVersion();
      users.set(user.id, user);
    },
  };
}
