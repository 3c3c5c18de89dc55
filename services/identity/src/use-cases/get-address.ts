import { addressIn, type SavedAddress } from '../domain/address-book.ts';
import { addressNotFound } from '../domain/errors.ts';
import type { ListAddressesDeps } from './list-addresses.ts';

export interface GetAddress {
  readonly userId: string | undefined;
  readonly addressId: string;
}

/** Throws `identity.address-not-found`, also for an address of somebody else. */
export function getAddress({ books }: ListAddressesDeps) {
  return async ({ userId, addressId }: GetAddress): Promise<SavedAddress> => {
    if (userId === undefined) throw addressNotFound();
    return addressIn(await books.find(userId), addressId);
  };
}
