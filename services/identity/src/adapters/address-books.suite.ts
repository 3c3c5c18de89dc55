import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { addAddress, changeAddress, removeAddress, type AddressBook } from '../domain/address-book.ts';
import type { AddressBooks } from '../domain/ports.ts';

const NOW = '2026-01-31T09:30:00.000Z';
const address = { name: 'Ada', line1: '1 Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };

export interface AddressBooksUnderTest {
  readonly books: AddressBooks;
  /** Makes a user who may keep addresses. */
  addUser(userId: string): Promise<void>;
}

/** What every adapter of the port `AddressBooks` has to do. */
export function addressBooksSuite(name: string, make: () => Promise<AddressBooksUnderTest>): void {
  describe(`address books: ${name}`, () => {
    let books: AddressBooks;
    let userId: string;

    beforeEach(async () => {
      const adapter = await make();
      books = adapter.books;
      userId = newId('usr');
      await adapter.addUser(userId);
    });

    const added = (book: AddressBook, id: string) =>
      addAddress(book, { id, address: { ...address, line2: 'Flat 2' }, default: true }, NOW);

    it('are empty at first', async () => {
      await expect(books.find(userId)).resolves.toEqual({ userId, version: 0, addresses: [] });
    });

    it('keep what was added, changed and removed, in order', async () => {
      const none = await books.find(userId);
      const [first, second] = [newId('adr'), newId('adr')];
      const one = added(none, first);
      await expect(books.save(none, one)).resolves.toBe(true);
      const two = added(one, second);
      await expect(books.save(one, two)).resolves.toBe(true);
      await expect(books.find(userId)).resolves.toEqual(two);
      const changed = changeAddress(two, first, { city: 'Dover', default: true }, undefined, NOW);
      await expect(books.save(two, changed)).resolves.toBe(true);
      await expect(books.find(userId)).resolves.toEqual(changed);
      const removed = removeAddress(changed, first, undefined);
      await expect(books.save(changed, removed)).resolves.toBe(true);
      await expect(books.find(userId)).resolves.toEqual(removed);
    });

    it('let one of several changes of a version win', async () => {
      const none = await books.find(userId);
      const outcomes = await Promise.all([
        books.save(none, added(none, newId('adr'))),
        books.save(none, added(none, newId('adr'))),
      ]);
      expect(outcomes.toSorted()).toEqual([false, true]);
      expect((await books.find(userId)).addresses).toHaveLength(1);
    });

    it('are of one person each, and of nobody who does not exist', async () => {
      const none = await books.find(userId);
      await books.save(none, added(none, newId('adr')));
      const stranger = await books.find(newId('usr'));
      expect(stranger.addresses).toEqual([]);
      await expect(books.save(stranger, added(stranger, newId('adr')))).rejects.toMatchObject({
        code: 'identity.user-not-found',
      });
    });
  });
}
