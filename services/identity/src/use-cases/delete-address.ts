import { removeAddress } from '../domain/address-book.ts';
import { changeAddressBook, type AddressBookDeps } from './change-address-book.ts';

export interface DeleteAddress {
  readonly userId: string | undefined;
  readonly addressId: string;
  /** The version that the caller has read; undefined stands for any. */
  readonly expectedVersion?: number | undefined;
}

/** Throws `identity.address-not-found`, `request.stale-version`, `identity.concurrent-change`. */
export function deleteAddress(deps: Pick<AddressBookDeps, 'books'>) {
  return async ({ userId, addressId, expectedVersion }: DeleteAddress): Promise<void> => {
    await changeAddressBook(deps, userId, (current) => removeAddress(current, addressId, expectedVersion));
  };
}
