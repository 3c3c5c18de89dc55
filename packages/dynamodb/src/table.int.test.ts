import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { ConditionFailedError, TransactionFailedError } from './errors.ts';
import { startLocalAws, TABLE, type LocalAws } from './local-aws.test-support.ts';
import { openTable } from './table.ts';
import type { Key, Table } from './types.ts';

describe('openTable', () => {
  let aws: LocalAws;
  let table: Table;
  let pk: string;

  beforeAll(async () => {
    aws = await startLocalAws();
    table = openTable(TABLE, aws.dynamoDb);
  });
  afterAll(() => aws.stop());
  beforeEach(() => {
    pk = randomUUID();
  });

  it('gives back plain values, leaving out what is undefined', async () => {
    const item = { pk, sk: 'A', total: 1999, tags: ['a'], nested: { deep: { flag: true } }, nothing: null };
    await table.put({ ...item, absent: undefined });
    expect(await table.get({ pk, sk: 'A' })).toEqual(item);
    expect(await table.get({ pk, sk: 'A' }, { consistent: true })).toEqual(item);
    expect(await table.get({ pk, sk: 'B' })).toBeUndefined();
  });

  it('puts once, telling what stood in the way', async () => {
    const put = (owner: string) =>
      table.put(
        { pk, sk: 'A', owner },
        { condition: 'attribute_not_exists(#pk) OR #owner = :owner', values: { ':owner': owner } },
      );
    await put('first');
    await put('first');
    const failure = await put('second').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConditionFailedError);
    expect(failure).toMatchObject({ item: { pk, sk: 'A', owner: 'first' } });
  });

  it('updates a version only from the one before it', async () => {
    await table.put({ pk, sk: 'A', status: 'open', version: 1 });
    const close = (version: number) =>
      table.update(
        { pk, sk: 'A' },
        {
          update: 'SET #status = :closed, #version = :next',
          condition: '#version = :version',
          values: { ':closed': 'closed', ':version': version, ':next': version + 1 },
        },
      );
    expect(await close(1)).toEqual({ pk, sk: 'A', status: 'closed', version: 2 });
    await expect(close(1)).rejects.toMatchObject({ name: 'ConditionFailedError', item: { version: 2 } });
  });

  it('has no item to tell of when the condition fails for want of one', async () => {
    const update = table.update({ pk, sk: 'A' }, { update: 'REMOVE #status', condition: 'attribute_exists(#pk)' });
    await expect(update).rejects.toMatchObject({ name: 'ConditionFailedError', item: undefined });
    const deletion = table.delete({ pk, sk: 'A' }, { condition: 'attribute_exists(#pk)' });
    await expect(deletion).rejects.toBeInstanceOf(ConditionFailedError);
  });

  it('deletes what is there, and what is not without complaint', async () => {
    await table.put({ pk, sk: 'A' });
    await table.delete({ pk, sk: 'A' });
    await table.delete({ pk, sk: 'A' });
    expect(await table.get({ pk, sk: 'A' })).toBeUndefined();
  });

  it('pages through a list with signed cursors', async () => {
    const expected = Array.from({ length: 7 }, (_, index) => `ITEM#${index}`);
    await Promise.all([...expected, 'OTHER#1'].map((sk) => table.put({ pk, sk })));
    const options = { scope: 'list-items', secret: 'secret' };
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const after: Key | undefined = cursor === undefined ? undefined : decodeCursor(cursor, options);
      const page = await table.query({
        where: '#pk = :pk AND begins_with(#sk, :prefix)',
        values: { ':pk': pk, ':prefix': 'ITEM#' },
        limit: 3,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...page.items.map(({ sk }) => sk));
      cursor = page.lastKey === undefined ? undefined : encodeCursor(page.lastKey, options);
    } while (cursor !== undefined);
    expect(seen).toEqual(expected);
  });

  it('queries an index in descending order with a filter', async () => {
    const rows = ['A', 'B', 'C'].map((sk) => ({ pk, sk, gsi1pk: `G#${pk}`, gsi1sk: sk, open: sk !== 'B' }));
    await Promise.all(rows.map((row) => table.put(row)));
    const { items, lastKey } = await table.query({
      index: 'gsi1',
      where: '#gsi1pk = :group',
      filter: '#open = :yes',
      values: { ':group': `G#${pk}`, ':yes': true },
      order: 'descending',
    });
    expect(items.map(({ sk }) => sk)).toEqual(['C', 'A']);
    expect(lastKey).toBeUndefined();
  });

  it('gets more keys than one batch takes, leaving out what is missing', async () => {
    const keys = Array.from({ length: 130 }, (_, index) => ({ pk, sk: String(index) }));
    await Promise.all(keys.slice(0, 120).map((key) => table.put(key)));
    const found = await table.batchGet(keys);
    expect(found.map(({ sk }) => Number(sk)).toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 120 }, (_, index) => index),
    );
    expect(await table.batchGet([])).toEqual([]);
  });

  it('commits every kind of write together and reads them at one moment', async () => {
    await table.put({ pk, sk: 'old' });
    await table.put({ pk, sk: 'counter', hits: 1 });
    await table.transact([
      { put: { pk, sk: 'new' }, condition: 'attribute_not_exists(#pk)' },
      { key: { pk, sk: 'counter' }, update: 'ADD #hits :one', values: { ':one': 1 } },
      { delete: { pk, sk: 'old' } },
      { check: { pk, sk: 'gate' }, condition: 'attribute_not_exists(#pk)' },
    ]);
    expect(await table.transactGet(['new', 'counter', 'old'].map((sk) => ({ pk, sk })))).toEqual([
      { pk, sk: 'new' },
      { pk, sk: 'counter', hits: 2 },
      undefined,
    ]);
  });

  it('names the write that stood against a transaction, and writes nothing', async () => {
    await table.put({ pk, sk: 'stock', available: 2 });
    const failure = await table
      .transact([
        { put: { pk, sk: 'order' } },
        {
          key: { pk, sk: 'stock' },
          update: 'SET #available = #available - :wanted',
          condition: '#available >= :wanted',
          values: { ':wanted': 3 },
        },
      ])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransactionFailedError);
    expect(failure).toMatchObject({
      failures: [{ index: 1, code: 'ConditionalCheckFailed', item: { pk, sk: 'stock', available: 2 } }],
    });
    expect(failure instanceof TransactionFailedError && failure.conditionFailedAt(0)).toBeUndefined();
    expect(failure instanceof TransactionFailedError && failure.conditionFailedAt(1)?.item).toMatchObject({
      available: 2,
    });
    expect(await table.get({ pk, sk: 'order' })).toBeUndefined();
  });

  it('takes effect once under a token', async () => {
    const add = () =>
      table.transact([{ key: { pk, sk: 'counter' }, update: 'ADD #hits :one', values: { ':one': 1 } }], {
        token: pk,
      });
    await Promise.all([add(), add(), add()]);
    expect(await table.get({ pk, sk: 'counter' })).toMatchObject({ hits: 1 });
  });

  it('lets other failures of DynamoDB through as they are', async () => {
    const absent = openTable('no-such-table', aws.dynamoDb);
    await expect(absent.put({ pk, sk: 'A' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(absent.transact([{ put: { pk, sk: 'A' } }])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
