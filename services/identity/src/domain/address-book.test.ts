import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addAddress,
  addressIn,
  changeAddress,
  MAX_ADDRESSES,
  removeAddress,
  type AddressBook,
} from './address-book.ts';

const NOW = '2026-01-31T09:30:00.000Z';
const LATER = '2026-01-31T09:31:00.000Z';
const address = { name: 'Ada', line1: '1 Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
const empty: AddressBook = { userId: 'usr_1', version: 0, addresses: [] };
const withOne = addAddress(empty, { id: 'a', address }, NOW);

type Step = { readonly kind: 'add' | 'change' | 'remove'; readonly target: number; readonly chosen?: boolean };

const step: fc.Arbitrary<Step> = fc.record(
  {
    kind: fc.constantFrom('add' as const, 'change' as const, 'remove' as const),
    target: fc.nat(60),
    chosen: fc.boolean(),
  },
  { requiredKeys: ['kind', 'target'] },
);

function applied(book: AddressBook, { kind, target, chosen }: Step, index: number): AddressBook {
  const id = book.addresses[target % Math.max(1, book.addresses.length)]?.id;
  if (kind === 'add' || id === undefined) {
    if (book.addresses.length === MAX_ADDRESSES) return book;
    return addAddress(book, { id: `a${index}`, address, default: chosen }, NOW);
  }
  if (kind === 'remove') return removeAddress(book, id, undefined);
  return changeAddress(book, id, { default: chosen }, undefined, NOW);
}

describe('an address book', () => {
  it('has at most one default and never more than its limit, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const book = steps.reduce(applied, empty);
        expect(book.addresses.filter((one) => one.default).length).toBeLessThanOrEqual(1);
        expect(book.addresses.length).toBeLessThanOrEqual(MAX_ADDRESSES);
      }),
    );
  });

  it('raises the version of every address that changed, also of one that lost being the default', () => {
    const two = addAddress(withOne, { id: 'b', address, default: true }, LATER);
    expect(addressIn(withOne, 'a')).toMatchObject({ default: true, version: 1 });
    expect(addressIn(two, 'a')).toMatchObject({ default: false, version: 2, updatedAt: LATER });
    expect(addressIn(two, 'b')).toMatchObject({ default: true, version: 1 });
    expect(two.version).toBe(2);
  });

  it('keeps the default when another address is added', () => {
    const two = addAddress(withOne, { id: 'b', address }, NOW);
    expect(two.addresses.map((one) => one.default)).toEqual([true, false]);
  });

  it('merges a change: absent stays, null removes', () => {
    const full = addAddress(empty, { id: 'a', address: { ...address, line2: 'Flat 2', region: 'Kent' } }, NOW);
    const changed = changeAddress(full, 'a', { city: 'Dover', line2: null }, 1, LATER);
    expect(addressIn(changed, 'a')).toMatchObject({ ...address, city: 'Dover', region: 'Kent', version: 2 });
    expect(addressIn(changed, 'a').line2).toBeUndefined();
  });

  it('refuses one more than its limit', () => {
    const full = Array.from({ length: MAX_ADDRESSES }).reduce<AddressBook>(
      (book, _, index) => addAddress(book, { id: `a${index}`, address }, NOW),
      empty,
    );
    expect(() => addAddress(full, { id: 'more', address }, NOW)).toThrow(
      expect.objectContaining({ code: 'identity.too-many-addresses' }),
    );
  });

  it('refuses changes of another version and of what it does not hold', () => {
    const stale = expect.objectContaining({ code: 'request.stale-version' });
    const unknown = expect.objectContaining({ code: 'identity.address-not-found' });
    expect(() => changeAddress(withOne, 'a', { city: 'Dover' }, 2, NOW)).toThrow(stale);
    expect(() => removeAddress(withOne, 'a', 7)).toThrow(stale);
    expect(() => changeAddress(withOne, 'b', { city: 'Dover' }, 1, NOW)).toThrow(unknown);
    expect(() => removeAddress(withOne, 'b', 1)).toThrow(unknown);
  });
});
