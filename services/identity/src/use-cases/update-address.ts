import { timestamp } from '@tradewind/kernel';
import { addressIn, changeAddress, type AddressChange, type SavedAddress } from '../domain/address-book.ts';
import { changeAddressBook, type AddressBookDeps } from './change-address-book.ts';

export interface UpdateAddress {
  readonly userId: string | undefined;
  readonly addressId: string;
  readonly change: AddressChange;
  /** The version that the caller has read; undefined stands for any. */
  readonly expectedVersion?: number | undefined;
}

/** Throws `identity.address-not-found`, `request.stale-version`, `identity.concurrent-change`. */
export function updateAddress(deps: AddressBookDeps) {
  return async ({ userId, addressId, change, expectedVersion }: UpdateAddress): Promise<SavedAddress> => {
    const now = timestamp(deps.clock);
    const book = await changeAddressBook(deps, userId, (current) =>
      changeAddress(current, addressId, change, expectedVersion, now),
    );
    return addressIn(book, addressId);
  };
}
