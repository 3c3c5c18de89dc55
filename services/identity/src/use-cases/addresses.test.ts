import { beforeEach, describe, expect, it } from '@jest/globals';
import { inMemoryAddressBooks } from '../adapters/in-memory-address-books.ts';
import type { AddressBooks } from '../domain/ports.ts';
import { ada, testWorld } from '../test-support/world.ts';
import { createAddress } from './create-address.ts';
import { deleteAddress } from './delete-address.ts';
import { getAddress } from './get-address.ts';
import { listAddresses } from './list-addresses.ts';
import { updateAddress } from './update-address.ts';

const address = { name: 'Ada', line1: '1 Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
const stranger = 'usr_01JAZ9TQ4B8ZK6Y3V1W5R7D9HF';

let deps: { books: AddressBooks; clock: ReturnType<typeof testWorld>['deps']['clock'] };
let userId: string;

beforeEach(async () => {
  const world = testWorld();
  await world.registerAndConfirm();
  userId = (await world.users.findAccount(ada.email))?.userId ?? '';
  deps = { books: inMemoryAddressBooks(world.users), clock: world.deps.clock };
});

describe('addresses', () => {
  it('are kept, read, changed and forgotten', async () => {
    const { id } = await createAddress(deps)({ userId, address });
    await expect(getAddress(deps)({ userId, addressId: id })).resolves.toMatchObject({ ...address, default: true });
    const change = { userId, addressId: id, change: { city: 'Dover' }, expectedVersion: 1 };
    await expect(updateAddress(deps)(change)).resolves.toMatchObject({ city: 'Dover', version: 2 });
    await expect(updateAddress(deps)(change)).rejects.toMatchObject({ code: 'request.stale-version' });
    await deleteAddress(deps)({ userId, addressId: id, expectedVersion: 2 });
    await expect(listAddresses(deps)(userId)).resolves.toEqual([]);
  });

  it('of somebody else do not exist', async () => {
    const { id: addressId } = await createAddress(deps)({ userId, address });
    const notFound = { code: 'identity.address-not-found' };
    await expect(getAddress(deps)({ userId: stranger, addressId })).rejects.toMatchObject(notFound);
    const change = { userId: stranger, addressId, change: {} };
    await expect(updateAddress(deps)(change)).rejects.toMatchObject(notFound);
    await expect(deleteAddress(deps)({ userId: stranger, addressId })).rejects.toMatchObject(notFound);
    await expect(listAddresses(deps)(stranger)).resolves.toEqual([]);
  });

  it('are kept for nobody who does not exist', async () => {
    for (const nobody of [stranger, undefined]) {
      await expect(createAddress(deps)({ userId: nobody, address })).rejects.toMatchObject({
        code: 'identity.user-not-found',
      });
    }
  });

  it('survive changes at the same time', async () => {
    await Promise.all([1, 2, 3].map(() => createAddress(deps)({ userId, address })));
    const all = await listAddresses(deps)(userId);
    expect(all).toHaveLength(3);
    expect(all.filter((one) => one.default)).toHaveLength(1);
  });

  it('give up on a book that never holds still', async () => {
    const restless = { ...deps, books: { ...deps.books, save: async () => false } };
    await expect(createAddress(restless)({ userId, address })).rejects.toMatchObject({
      code: 'identity.concurrent-change',
    });
  });
});
