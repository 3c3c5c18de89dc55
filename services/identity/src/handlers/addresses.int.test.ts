import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SavedAddressView } from '@tradewind/contracts/identity/address-views';
import { AdminUserView } from '@tradewind/contracts/identity/views';
import { openTable } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { userRow } from '../adapters/user-rows.ts';
import { httpSample, invoke, type Changes } from '../test-support/samples.ts';
import { handler as createAddress } from './create-address.ts';
import { handler as deleteAddress } from './delete-address.ts';
import { handler as getAddress } from './get-address.ts';
import { handler as getUser } from './get-user.ts';
import { handler as listAddresses } from './list-addresses.ts';
import { handler as listUsers } from './list-users.ts';
import { handler as updateAddress } from './update-address.ts';

const handlers = {
  'list-addresses': listAddresses,
  'create-address': createAddress,
  'get-address': getAddress,
  'update-address': updateAddress,
  'delete-address': deleteAddress,
  'list-users': listUsers,
  'get-user': getUser,
};

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'identity'], functions: false });
  process.env['TABLE_NAME'] = 'tradewind-identity-dev';
  process.env['CURSOR_SECRET_ID'] = 'tradewind/dev/cursor-signing';
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

const call = (name: keyof typeof handlers, changes: Changes = {}) => invoke(handlers[name], httpSample(name, changes));

async function user(email = `${newId('usr').toLowerCase()}@example.com`) {
  const id = newId('usr');
  const now = '2026-01-31T09:30:00.000Z';
  const profile = { id, name: 'Ada', email, version: 1, createdAt: now, updatedAt: now };
  await openTable('tradewind-identity-dev').put(userRow(profile));
  return { id, email, claims: { username: id, token_use: 'access' } };
}

const admin = { username: newId('usr'), token_use: 'access', 'cognito:groups': '[admin]' };

describe('addresses', () => {
  it('are kept, read, changed under their version and forgotten', async () => {
    const { claims } = await user();
    const created = await call('create-address', { claims });
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    const { id } = SavedAddressView.parse(created.body);
    expect(created.headers['location']).toBe(`/v1/users/me/addresses/${id}`);
    const one = { claims, path: { addressId: id } };
    await expect(call('get-address', one)).resolves.toMatchObject({ status: 200, body: created.body });
    const changed = await call('update-address', { ...one, headers: { 'if-match': '"1"' } });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { city: 'Dover' } });
    await expect(call('delete-address', { ...one, headers: { 'if-match': '"1"' } })).resolves.toMatchObject({
      status: 412,
    });
    await expect(call('list-addresses', { claims })).resolves.toMatchObject({
      status: 200,
      body: { data: [changed.body], nextCursor: null },
    });
    await expect(call('delete-address', { ...one, headers: { 'if-match': '"2"' } })).resolves.toMatchObject({
      status: 204,
    });
    await expect(call('get-address', one)).resolves.toMatchObject({ status: 404 });
  });

  it('of other people do not exist', async () => {
    const [owner, other] = [await user(), await user()];
    const { id } = SavedAddressView.parse((await call('create-address', { claims: owner.claims })).body);
    const stolen = { claims: other.claims, path: { addressId: id }, headers: { 'if-match': '"1"' } };
    for (const name of ['get-address', 'update-address', 'delete-address'] as const) {
      await expect(call(name, stolen)).resolves.toMatchObject({
        status: 404,
        body: { code: 'identity.address-not-found' },
      });
    }
  });

  it.each(['update-address', 'delete-address'] as const)('%s needs If-Match', async (name) => {
    const answer = await call(name, { headers: { 'if-match': undefined } });
    expect(answer).toMatchObject({ status: 428, body: { code: 'request.if-match-required' } });
  });
});

describe('users', () => {
  it('are listed by address and read by admins', async () => {
    const marker = newId('usr').toLowerCase();
    const first = await user(`${marker}-a@example.com`);
    const second = await user(`${marker}-b@example.com`);
    const page = await call('list-users', { claims: admin, query: { limit: '1', email: marker } });
    const { data, nextCursor } = Object(page.body);
    expect(data).toEqual([expect.objectContaining({ id: first.id, status: 'active' })]);
    const rest = await call('list-users', {
      claims: admin,
      query: { limit: '5', email: marker, cursor: String(nextCursor) },
    });
    expect(rest.body).toMatchObject({ data: [{ id: second.id }], nextCursor: null });
    const foreign = await call('list-users', { claims: admin, query: { cursor: String(nextCursor) } });
    expect(foreign).toMatchObject({ status: 400, body: { code: 'request.invalid-cursor' } });

    const read = await call('get-user', { claims: admin, path: { userId: first.id } });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(AdminUserView.parse(read.body)).toMatchObject({ email: first.email });
  });

  it.each(['list-users', 'get-user'] as const)('%s is for admins', async (name) => {
    const { claims } = await user();
    await expect(call(name, { claims })).resolves.toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });
});

describe('sample events', () => {
  it.each([
    ['list-addresses', 200],
    ['create-address', 404],
    ['get-address', 404],
    ['update-address', 404],
    ['delete-address', 404],
    ['list-users', 200],
    ['get-user', 404],
  ] as const)('of %s is answered %i', async (name, status) => {
    await expect(call(name)).resolves.toMatchObject({ status });
  });
});
