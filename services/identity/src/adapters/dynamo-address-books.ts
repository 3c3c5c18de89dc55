import { TransactionFailedError, type Item, type Table, type Write } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { AddressBook, SavedAddress } from '../domain/address-book.ts';
import { userNotFound } from '../domain/errors.ts';
import type { AddressBooks } from '../domain/ports.ts';
import { ACTIVE_USER, userKey, userPartition } from './user-rows.ts';

/** `ADDRESSES` is the book's own row, `ADDRESS#<id>` one of its addresses: one query reads both. */
const BOOK = 'ADDRESSES';
const PREFIX = 'ADDRESS#';
const BOTH = 'ADDRESS';

const text = z.string();
const BookRow = z.object({ version: z.int() });
const AddressRow = z.object({
  id: text,
  name: text,
  line1: text,
  line2: z.optional(text),
  city: text,
  region: z.optional(text),
  postalCode: text,
  country: text,
  default: z.boolean(),
  version: z.int(),
  createdAt: text,
  updatedAt: text,
});

function bookKey(userId: string) {
  return { pk: userPartition(userId), sk: BOOK };
}

export function addressKey(userId: string, addressId: string) {
  return { pk: userPartition(userId), sk: `${PREFIX}${addressId}` };
}

function bookFrom(userId: string, rows: readonly Item[]): AddressBook {
  const head = rows.find(({ sk }) => sk === BOOK);
  const addresses = rows.filter(({ sk }) => sk !== BOOK).map((row) => AddressRow.parse(row));
  return { userId, version: head === undefined ? 0 : BookRow.parse(head).version, addresses };
}

function addressWrites(previous: AddressBook, next: AddressBook): Write[] {
  const before = new Map(previous.addresses.map((address) => [address.id, address]));
  const after = new Set(next.addresses.map(({ id }) => id));
  const isChanged = (address: SavedAddress) => before.get(address.id)?.version !== address.version;
  return [
    ...next.addresses
      .filter(isChanged)
      .map((address) => ({ put: { ...addressKey(next.userId, address.id), ...address } })),
    ...previous.addresses.filter(({ id }) => !after.has(id)).map(({ id }) => ({ delete: addressKey(next.userId, id) })),
  ];
}

/** Address books in the user's partition, under an optimistic lock; nothing is kept for users who are no more. */
export function dynamoAddressBooks(table: Table): AddressBooks {
  return {
    async find(userId) {
      const { items } = await table.query({
        where: '#pk = :pk AND begins_with(#sk, :both)',
        values: { ':pk': userPartition(userId), ':both': BOTH },
        consistent: true,
      });
      return bookFrom(userId, items);
    },
    async save(previous, next) {
      const unchanged =
        previous.version === 0
          ? { condition: 'attribute_not_exists(#pk)' }
          : { condition: '#version = :version', values: { ':version': previous.version } };
      try {
        await table.transact([
          { check: userKey(next.userId), condition: ACTIVE_USER },
          { put: { ...bookKey(next.userId), version: next.version }, ...unchanged },
          ...addressWrites(previous, next),
        ]);
        return true;
      } catch (error) {
        if (!(error instanceof TransactionFailedError)) throw error;
        if (error.conditionFailedAt(0) !== undefined) throw userNotFound();
        if (error.conditionFailedAt(1) !== undefined) return false;
        throw error;
      }
    },
  };
}
