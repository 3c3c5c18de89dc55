import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserErased } from '@tradewind/contracts/identity/user-erased.v1';
import { openTable } from '@tradewind/dynamodb';
import { newId, systemClock } from '@tradewind/kernel';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { dynamoAddressBooks } from '../adapters/dynamo-address-books.ts';
import { accountKey, confirmedRow, userRow } from '../adapters/user-rows.ts';
import { addAddress } from '../domain/address-book.ts';
import { httpSample, invoke, sample, type Changes } from '../test-support/samples.ts';
import { handler as deleteAccount } from './delete-account.ts';
import { handler as deleteUser } from './delete-user.ts';
import { handler as getErasure } from './get-erasure.ts';
import { handler as onErasure } from './on-erasure.ts';

const handlers = { 'delete-account': deleteAccount, 'delete-user': deleteUser, 'get-erasure': getErasure };
const TABLE_NAME = 'tradewind-identity-dev';
const NOW = '2026-01-31T09:30:00.000Z';
const address = { name: 'Ada', line1: '1 Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'identity'], functions: false });
  process.env['TABLE_NAME'] = TABLE_NAME;
  process.env['USER_POOL_ID'] = 'us-east-1_Local0001';
  process.env['USER_POOL_CLIENT_ID'] = 'tradewindlocalclient';
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

const call = (name: keyof typeof handlers, changes: Changes = {}) => invoke(handlers[name], httpSample(name, changes));
const admin = { username: newId('usr'), token_use: 'access', 'cognito:groups': '[admin]' };

function batchOf(...events: readonly { source: string; detailType: string; detail: unknown }[]) {
  return {
    Records: events.map(({ source, detailType, detail }, index) => ({
      messageId: `m-${index}`,
      body: JSON.stringify({ source, 'detail-type': detailType, detail }),
    })),
  };
}

async function person() {
  const table = openTable(TABLE_NAME);
  const id = newId('usr');
  const email = `${id.toLowerCase()}@example.com`;
  await table.put(userRow({ id, name: 'Ada', email, version: 1, createdAt: NOW, updatedAt: NOW }));
  await table.put(confirmedRow({ status: 'confirmed', userId: id, email }));
  const books = dynamoAddressBooks(table);
  const book = await books.find(id);
  await books.save(book, addAddress(book, { id: newId('adr'), address }, NOW));
  return { id, email };
}

describe('an erasure by an admin', () => {
  it('removes every row of the person and is reported, however often it is delivered', async () => {
    const { id, email } = await person();
    const request = { claims: admin, path: { userId: id }, headers: { 'if-match': '"1"' } };
    const begun = await call('delete-user', request);
    expect(begun).toMatchObject({ status: 202, body: { userId: id, status: 'in_progress', requestedBy: 'admin' } });
    await expect(call('delete-user', request)).resolves.toMatchObject({ status: 202, body: begun.body });

    const trace = { requestId: 'req-1', correlationId: 'cor-1' };
    const event = UserErased.create({ userId: id, email, name: 'Ada' }, trace, systemClock);
    for (let delivery = 1; delivery <= 2; delivery += 1) {
      await expect(onErasure(batchOf(event), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
    }
    const table = openTable(TABLE_NAME);
    const rows = await table.query({ where: '#pk = :pk', values: { ':pk': `USER#${id}` }, consistent: true });
    expect(rows.items).toEqual([]);
    await expect(table.get(accountKey(email), { consistent: true })).resolves.toBeUndefined();
    const report = await call('get-erasure', { claims: admin, path: { userId: id } });
    expect(report).toMatchObject({
      status: 200,
      body: {
        status: 'in_progress',
        parts: [{ service: 'identity', erased: { account: 1 } }, { service: 'orders' }, { service: 'carts' }],
      },
    });
    expect(JSON.stringify(report.body)).not.toContain(email);
    await expect(call('delete-user', request)).resolves.toMatchObject({ status: 404 });
  });

  it('keeps no address of a person who is being erased', async () => {
    const { id } = await person();
    await call('delete-user', { claims: admin, path: { userId: id }, headers: { 'if-match': '"1"' } });
    const books = dynamoAddressBooks(openTable(TABLE_NAME));
    const book = await books.find(id);
    await expect(books.save(book, addAddress(book, { id: newId('adr'), address }, NOW))).rejects.toMatchObject({
      code: 'identity.user-not-found',
    });
  });

  it('is of the version that was read, and not for shoppers', async () => {
    const { id } = await person();
    const stale = await call('delete-user', { claims: admin, path: { userId: id }, headers: { 'if-match': '"7"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'request.stale-version' } });
    const without = await call('delete-user', {
      claims: admin,
      path: { userId: id },
      headers: { 'if-match': undefined },
    });
    expect(without).toMatchObject({ status: 428 });
    const shopper = { username: id, token_use: 'access' };
    for (const name of ['delete-user', 'get-erasure'] as const) {
      await expect(call(name, { claims: shopper })).resolves.toMatchObject({ status: 403 });
    }
  });
});

describe('sample events', () => {
  it.each([
    ['delete-account', 404],
    ['delete-user', 404],
    ['get-erasure', 404],
  ] as const)('of %s is answered %i on an empty system', async (name, status) => {
    await expect(call(name)).resolves.toMatchObject({ status });
  });

  it('of on-erasure is taken', async () => {
    await expect(onErasure(sample('on-erasure'), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
  });

  it.each([
    ['no JSON', '{'],
    ['another event', '{"source":"tradewind.orders"}'],
  ])('on-erasure leaves %s to the dead letter queue', async (_, body) => {
    const batch = { Records: [{ messageId: 'm-1', body }] };
    await expect(onErasure(batch, lambdaContext())).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }],
    });
  });
});
