import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openTable, type Item, type Table } from '@tradewind/dynamodb';
import { AuditVerificationView } from '@tradewind/contracts/identity/audit-views';
import { listAuditLog as listRoute } from '@tradewind/contracts/identity/list-audit-log';
import { CatalogAdminActionRecorded } from '@tradewind/contracts/catalog/admin-action-recorded.v1';
import { adminChange } from '@tradewind/contracts/events/admin-action';
import { newId, systemClock } from '@tradewind/kernel';
import { lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import * as z from 'zod/mini';
import { handler as listAuditLog } from '../handlers/list-audit-log.ts';
import { handler as onAdminAction } from '../handlers/on-admin-action.ts';
import { handler as verifyAuditLog } from '../handlers/verify-audit-log.ts';
import { httpSample, invoke, sample, type Changes } from '../test-support/samples.ts';
import { auditLogSuite } from './audit-log.suite.ts';
import { HEAD_KEY, LOG_PARTITION, sequenceKey } from './audit-rows.ts';
import { dynamoAuditLog } from './dynamo-audit-log.ts';

const AUDIT_TABLE_NAME = 'tradewind-identity-dev-audit';

let cloud: TestCloud;
let table: Table;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'identity'], functions: false });
  Object.assign(process.env, {
    AUDIT_TABLE_NAME,
    CURSOR_SECRET_ID: 'tradewind/dev/cursor-signing',
    LOG_LEVEL: 'silent',
  });
  table = openTable(AUDIT_TABLE_NAME);
});

afterAll(() => cloud.close());

auditLogSuite('in DynamoDB', () => dynamoAuditLog(table));

function batchOf(...events: readonly { source: string; detailType: string; detail: unknown }[]) {
  return {
    Records: events.map(({ source, detailType, detail }, index) => ({
      messageId: `m-${index}`,
      body: JSON.stringify({ source, 'detail-type': detailType, detail }),
    })),
  };
}

function event(productId: string, version: number) {
  const origin = { requestId: 'req-1', correlationId: 'cor-1', actor: 'usr_01JAZ9TQ4B8ZK6Y3V1W5R7D9AD' };
  const target = { type: 'product', id: productId };
  // Numbers and texts that DynamoDB's own types would not give back as they were.
  const after = { version, odd: [1e300, '', { 'a.b': null }] };
  const change = adminChange({ action: 'catalog.product-updated', target, before: { version: 0 }, after }, origin);
  return CatalogAdminActionRecorded.create(change, origin, systemClock);
}

async function list(changes: Changes) {
  const { status, body } = await invoke(listAuditLog, httpSample('list-audit-log', changes));
  expect(status).toBe(200);
  return listRoute.responses[200].parse(body);
}

async function verify(limit = '100') {
  let query: Record<string, string> = { limit };
  for (;;) {
    const { status, body } = await invoke(verifyAuditLog, httpSample('verify-audit-log', { query }));
    expect(status).toBe(200);
    const page = AuditVerificationView.parse(body);
    if (page.nextCursor === null) return page;
    query = { limit, cursor: page.nextCursor };
  }
}

describe('facts of a service', () => {
  it('are appended once, listed as they were told, and hold', async () => {
    const productId = newId('prd');
    const batch = batchOf(event(productId, 1), event(productId, 2));
    for (let delivery = 1; delivery <= 2; delivery += 1) {
      await expect(onAdminAction(batch, lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
    }
    const { data } = await list({ query: { target: productId } });
    expect(data).toHaveLength(2);
    expect(data.map(({ after }) => after).toSorted((a, b) => Number(a?.['version']) - Number(b?.['version']))).toEqual([
      { version: 1, odd: [1e300, '', { 'a.b': null }] },
      { version: 2, odd: [1e300, '', { 'a.b': null }] },
    ]);
    expect(await verify('3')).toMatchObject({ status: 'intact', broken: null });
  });

  it.each([
    ['no JSON', '{'],
    ['another event', '{"source":"tradewind.orders"}'],
  ])('that are %s are left to the dead letter queue', async (_, body) => {
    const batch = { Records: [{ messageId: 'm-1', body }] };
    const failed = { batchItemFailures: [{ itemIdentifier: 'm-1' }] };
    await expect(onAdminAction(batch, lambdaContext())).resolves.toEqual(failed);
  });

  it('are read by admins alone', async () => {
    const shopper = { username: newId('usr'), token_use: 'access' };
    for (const [name, handler] of [
      ['list-audit-log', listAuditLog],
      ['verify-audit-log', verifyAuditLog],
    ] as const) {
      expect(await invoke(handler, httpSample(name, { claims: shopper }))).toMatchObject({ status: 403 });
      expect(await invoke(handler, httpSample(name, { query: { cursor: 'bm90IG91cnM.bm90IG91cnM' } }))).toMatchObject({
        status: 400,
        body: { code: 'request.invalid-cursor' },
      });
      expect(await invoke(handler, httpSample(name))).toMatchObject({ status: 200 });
    }
    await expect(onAdminAction(sample('on-admin-action'), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
  });

  it.each([
    ['actor', 'ada'],
    ['action', 'Everything'],
    ['since', 'yesterday'],
    ['until', '2026-01-31'],
    ['target', ''],
    ['who', 'usr_1'],
  ])('are not filtered by %s=%p', async (name, value) => {
    const answer = await invoke(listAuditLog, httpSample('list-audit-log', { query: { [name]: value } }));
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});

describe('somebody who can write the table', () => {
  const keyOf = (sequence: number) => ({ pk: LOG_PARTITION, sk: sequenceKey(sequence) });
  let rows: Item[];
  let length: number;

  beforeEach(async () => {
    await onAdminAction(batchOf(event(newId('prd'), 1), event(newId('prd'), 2)), lambdaContext());
    length = z.int().parse((await table.get(HEAD_KEY))?.['sequence']);
    rows = await table.batchGet([keyOf(length - 1), keyOf(length), HEAD_KEY]);
  });

  /** Does it, reads the verification, and puts everything back. */
  async function after(tampering: () => Promise<unknown>) {
    await tampering();
    const { status, broken } = await verify();
    for (const row of rows) await table.put(row);
    expect((await verify()).status).toBe('intact');
    return { status, at: broken === null ? undefined : length - broken.sequence, reason: broken?.reason };
  }

  const set = (sequence: number, name: string, value: unknown) => () =>
    table.update(keyOf(sequence), { update: `SET #${name} = :value`, values: { ':value': value } });

  it.each([
    ['actor', 'usr_somebody_else'],
    ['after', '{"version":7}'],
    ['after', 'no JSON'],
    ['occurredAt', '2020-01-01T00:00:00.000Z'],
    ['gsi1pk', 'ACTOR#nobody'],
    ['gsi2sk', 'out of sight'],
    ['note', 'an attribute more'],
    ['hash', 'f'.repeat(64)],
  ])('is found out by a changed %s', async (name, value) => {
    expect(await after(set(length - 1, name, value))).toEqual({ status: 'broken', at: 1, reason: 'altered' });
  });

  it('is found out by a removed entry, a cut tail, a head set back, and swapped entries', async () => {
    expect(await after(() => table.delete(keyOf(length - 1)))).toMatchObject({ at: 1, reason: 'missing' });
    expect(await after(() => table.delete(keyOf(length)))).toMatchObject({ at: 0, reason: 'truncated' });
    expect(await after(() => table.delete(HEAD_KEY))).toMatchObject({ at: length - 1, reason: 'beyond-head' });
    const setBack = { update: 'SET #sequence = :sequence', values: { ':sequence': length - 1 } };
    expect(await after(() => table.update(HEAD_KEY, setBack))).toMatchObject({ at: 0, reason: 'beyond-head' });
    const swapped = async () => {
      for (const row of rows) {
        const at = Number(row['sequence']) === length ? length - 1 : length;
        if (row['pk'] === LOG_PARTITION) await table.put({ ...row, ...keyOf(at) });
      }
    };
    expect(await after(swapped)).toMatchObject({ at: 1, reason: 'altered' });
  });
});
