import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExportView } from '@tradewind/contracts/identity/export-views';
import { openTable } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { userRow } from '../adapters/user-rows.ts';
import { httpSample, invoke, sample, type Changes } from '../test-support/samples.ts';
import { handler as createExport } from './create-export.ts';
import { handler as getExport } from './get-export.ts';
import { handler as onExport } from './on-export.ts';

const handlers = { 'create-export': createExport, 'get-export': getExport };
const TABLE_NAME = 'tradewind-identity-dev';
const NOW = '2026-01-31T09:30:00.000Z';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'identity'], functions: false });
  process.env['TABLE_NAME'] = TABLE_NAME;
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

const call = (name: keyof typeof handlers, changes: Changes = {}) => invoke(handlers[name], httpSample(name, changes));

async function person(erasingSince?: string) {
  const id = newId('usr');
  const profile = { id, name: 'Ada', email: `${id}@example.com`, version: 1, createdAt: NOW, updatedAt: NOW };
  await openTable(TABLE_NAME).put(userRow({ ...profile, ...(erasingSince === undefined ? {} : { erasingSince }) }));
  return { id, claims: { username: id, token_use: 'access' } };
}

async function deliver(service: string, exportId: string, userId: string, records: object[], part = 0, last = true) {
  const data = { exportId, userId, part, last, records };
  const detail = { id: newId('evt'), occurredAt: new Date().toISOString(), correlationId: 'c', causationId: 'r', data };
  const body = JSON.stringify({
    source: `tradewind.${service}`,
    'detail-type': `${service}.person-exported.v1`,
    detail,
  });
  const batch = { Records: [{ messageId: 'm-1', body }] };
  await expect(onExport(batch, lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
}

describe('a copy of one’s own data', () => {
  it('is complete once every service has answered, in any order and more than once', async () => {
    const { id, claims } = await person();
    const begun = await call('create-export', { claims });
    expect(begun).toMatchObject({ status: 202, body: { status: 'in_progress', data: null } });
    const { id: exportId } = ExportView.parse(begun.body);
    const read = () => call('get-export', { claims, path: { exportId } });

    await deliver('orders', exportId, id, [{ id: 'second' }], 1, true);
    await deliver('carts', exportId, id, []);
    await expect(read()).resolves.toMatchObject({ status: 200, body: { status: 'in_progress', data: null } });
    for (let delivery = 1; delivery <= 2; delivery += 1) {
      await deliver('orders', exportId, id, [{ id: 'first' }], 0, false);
    }
    const complete = ExportView.parse((await read()).body);
    expect(complete).toMatchObject({
      status: 'complete',
      data: { carts: [], orders: [{ id: 'first' }, { id: 'second' }] },
    });
    expect(complete.data?.['identity']).toMatchObject([{ id, name: 'Ada', addresses: [] }]);
  });

  it('is of its owner alone', async () => {
    const [owner, other] = [await person(), await person()];
    const { id: exportId } = ExportView.parse((await call('create-export', { claims: owner.claims })).body);
    const stolen = await call('get-export', { claims: other.claims, path: { exportId } });
    expect(stolen).toMatchObject({ status: 404, body: { code: 'identity.export-not-found' } });
  });

  it('is not made of a person who is being erased, nor added to', async () => {
    const { id, claims } = await person(NOW);
    await expect(call('create-export', { claims })).resolves.toMatchObject({ status: 404 });
    const exportId = newId('exp');
    await deliver('orders', exportId, id, [{ id: 'late' }]);
    await expect(call('get-export', { claims, path: { exportId } })).resolves.toMatchObject({ status: 404 });
  });

  it('is made five times a day and no more', async () => {
    const { claims } = await person();
    for (let request = 0; request < 5; request += 1) {
      await expect(call('create-export', { claims })).resolves.toMatchObject({ status: 202 });
    }
    const refused = await call('create-export', { claims });
    expect(refused).toMatchObject({ status: 429, body: { code: 'identity.too-many-attempts' } });
  });
});

describe('sample events', () => {
  it.each([
    ['create-export', 404],
    ['get-export', 404],
  ] as const)('of %s is answered %i on an empty system', async (name, status) => {
    await expect(call(name)).resolves.toMatchObject({ status });
  });

  it('of on-export is taken, and what is no event is left to the dead letter queue', async () => {
    await expect(onExport(sample('on-export'), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
    const batch = { Records: [{ messageId: 'm-1', body: '{' }] };
    await expect(onExport(batch, lambdaContext())).resolves.toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
  });
});
