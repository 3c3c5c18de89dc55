import type { SavedAddress } from '../domain/address-book.ts';
import { userNotFound } from '../domain/errors.ts';
import type { AddressBooks } from '../domain/ports.ts';

export interface ListAddressesDeps {
  readonly books: Pick<AddressBooks, 'find'>;
}

/** A person's own addresses, oldest first. */
export function listAddresses({ books }: ListAddressesDeps) {
  return async (userId: string | undefined): Promise<readonly SavedAddress[]> => {
    if (userId === undefined) throw userNotFound();
    return (await books.find(userId)).addresses;
  };
}
