import type { AddressBook } from '../domain/address-book.ts';
import { userNotFound } from '../domain/errors.ts';
import type { AddressBooks, Users } from '../domain/ports.ts';

export function inMemoryAddressBooks(users: Pick<Users, 'findUser'>): AddressBooks {
  const books = new Map<string, AddressBook>();
  const stored = (userId: string): AddressBook => books.get(userId) ?? { userId, version: 0, addresses: [] };
  return {
    async find(userId) {
      return stored(userId);
    },
    async save(previous, next) {
      const user = await users.findUser(next.userId);
      if (user === undefined || user.erasingSince !== undefined) throw userNotFound();
      if (stored(next.userId).version !== previous.version) return false;
      books.set(next.userId, next);
      return true;
    },
  };
}
