import { newId, timestamp } from '@tradewind/kernel';
import { addAddress, addressIn, type PostalAddress, type SavedAddress } from '../domain/address-book.ts';
import { changeAddressBook, type AddressBookDeps } from './change-address-book.ts';

export interface CreateAddress {
  readonly userId: string | undefined;
  readonly address: PostalAddress;
  /** Whether it becomes the default; the first one does unless told otherwise. */
  readonly default?: boolean | undefined;
}

/** Throws `identity.too-many-addresses`, `identity.user-not-found`, `identity.concurrent-change`. */
export function createAddress(deps: AddressBookDeps) {
  return async ({ userId, address, default: chosen }: CreateAddress): Promise<SavedAddress> => {
    const id = newId('adr');
    const now = timestamp(deps.clock);
    const book = await changeAddressBook(deps, userId, (current) =>
      addAddress(current, { id, address, default: chosen }, now),
    );
    return addressIn(book, id);
  };
}
