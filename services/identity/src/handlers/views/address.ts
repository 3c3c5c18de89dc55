import type { SavedAddressView } from '@tradewind/contracts/identity/address-views';
import type { SavedAddress } from '../../domain/address-book.ts';

export function toAddressView({ version: _version, line2, region, ...address }: SavedAddress): SavedAddressView {
  return {
    ...address,
    ...(line2 === undefined ? {} : { line2 }),
    ...(region === undefined ? {} : { region }),
  };
}
