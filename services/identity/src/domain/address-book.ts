import { addressNotFound, staleVersion, tooManyAddresses } from './errors.ts';

export const MAX_ADDRESSES = 50;

export interface PostalAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly city: string;
  readonly region?: string | undefined;
  readonly postalCode: string;
  readonly country: string;
}

/** Times are RFC 3339 in UTC; `version` starts at 1 and grows with every change of this address. */
export interface SavedAddress extends PostalAddress {
  readonly id: string;
  readonly default: boolean;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** All addresses of one person, changed as a whole so that there are never two defaults nor more than the limit. */
export interface AddressBook {
  readonly userId: string;
  /** 0 before the first change. */
  readonly version: number;
  /** Oldest first. */
  readonly addresses: readonly SavedAddress[];
}

/** Null removes an optional field, an absent one stays. */
export interface AddressChange {
  readonly name?: string | undefined;
  readonly line1?: string | undefined;
  readonly line2?: string | null | undefined;
  readonly city?: string | undefined;
  readonly region?: string | null | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
  readonly default?: boolean | undefined;
}

/** Throws `identity.address-not-found`. */
export function addressIn(book: AddressBook, id: string): SavedAddress {
  const found = book.addresses.find((address) => address.id === id);
  if (found === undefined) throw addressNotFound();
  return found;
}

function withAddresses(book: AddressBook, addresses: readonly SavedAddress[]): AddressBook {
  return { ...book, version: book.version + 1, addresses };
}

/** Everybody but `id` gives up being the default, if `id` is to be it. */
function yielding(addresses: readonly SavedAddress[], chosen: SavedAddress, now: string): readonly SavedAddress[] {
  if (!chosen.default) return addresses;
  return addresses.map((address) =>
    address.default && address.id !== chosen.id
      ? { ...address, default: false, version: address.version + 1, updatedAt: now }
      : address,
  );
}

export interface NewAddress {
  readonly id: string;
  readonly address: PostalAddress;
  readonly default?: boolean | undefined;
}

/** The first address becomes the default by itself. Throws `identity.too-many-addresses`. */
export function addAddress(book: AddressBook, { id, address, default: chosen }: NewAddress, now: string): AddressBook {
  if (book.addresses.length >= MAX_ADDRESSES) throw tooManyAddresses(MAX_ADDRESSES);
  const isDefault = chosen ?? book.addresses.length === 0;
  const added: SavedAddress = { ...address, id, default: isDefault, version: 1, createdAt: now, updatedAt: now };
  return withAddresses(book, [...yielding(book.addresses, added, now), added]);
}

function demandVersion(address: SavedAddress, expected: number | undefined): void {
  if (expected !== undefined && address.version !== expected) throw staleVersion();
}

function merged<T>(change: T | null | undefined, current: T | undefined): T | undefined {
  return change === undefined ? current : (change ?? undefined);
}

/** Throws `identity.address-not-found`, `request.stale-version`; an undefined version stands for any. */
export function changeAddress(
  book: AddressBook,
  id: string,
  change: AddressChange,
  expectedVersion: number | undefined,
  now: string,
): AddressBook {
  const current = addressIn(book, id);
  demandVersion(current, expectedVersion);
  const next: SavedAddress = {
    ...current,
    name: change.name ?? current.name,
    line1: change.line1 ?? current.line1,
    line2: merged(change.line2, current.line2),
    city: change.city ?? current.city,
    region: merged(change.region, current.region),
    postalCode: change.postalCode ?? current.postalCode,
    country: change.country ?? current.country,
    default: change.default ?? current.default,
    version: current.version + 1,
    updatedAt: now,
  };
  const changed = book.addresses.map((address) => (address.id === id ? next : address));
  return withAddresses(book, yielding(changed, next, now));
}

/** Throws `identity.address-not-found`, `request.stale-version`; an undefined version stands for any. */
export function removeAddress(book: AddressBook, id: string, expectedVersion: number | undefined): AddressBook {
  demandVersion(addressIn(book, id), expectedVersion);
  return withAddresses(
    book,
    book.addresses.filter((address) => address.id !== id),
  );
}
