import type { Clock } from '@tradewind/kernel';
import type { AddressBook } from '../domain/address-book.ts';
import { concurrentChange, userNotFound } from '../domain/errors.ts';
import type { AddressBooks } from '../domain/ports.ts';

export interface AddressBookDeps {
  readonly books: AddressBooks;
  readonly clock: Clock;
}

const MAX_TRIES = 4;

/**
 * Loads, decides and saves a person's addresses; decides anew when another change came first. Throws what `decide`
 * throws, `identity.user-not-found`, `identity.concurrent-change`.
 */
export async function changeAddressBook(
  { books }: Pick<AddressBookDeps, 'books'>,
  userId: string | undefined,
  decide: (book: AddressBook) => AddressBook,
): Promise<AddressBook> {
  if (userId === undefined) throw userNotFound();
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const book = await books.find(userId);
    const next = decide(book);
    if (await books.save(book, next)) return next;
  }
  throw concurrentChange();
}
