import {
  DeleteItemCommand,
  DescribeTableCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  type AttributeValue,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTable, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const text = (S: string): AttributeValue => ({ S });

describe('global secondary indexes', () => {
  let running: RunningDynamoDb;

  beforeEach(async () => {
    running = await runDynamoDb();
    await createTable(running);
  });
  afterEach(() => running.stop());

  const item = (sk: string, group?: string, sort = sk) => ({
    pk: text('A'),
    sk: text(sk),
    ...(group === undefined ? {} : { gsi1pk: text(group), gsi1sk: text(sort) }),
  });
  const put = (Item: Record<string, AttributeValue>) =>
    running.client.send(new PutItemCommand({ TableName: TABLE, Item }));
  const query = async (group: string, input: Partial<QueryCommandInput> = {}) =>
    running.client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :group',
        ExpressionAttributeValues: { ':group': text(group) },
        ...input,
      }),
    );
  const found = async (group: string) => (await query(group)).Items?.map(({ sk }) => sk?.S);

  it('follows an item that enters, moves within, changes and leaves the index', async () => {
    await put(item('1'));
    expect(await found('open')).toEqual([]);
    await put(item('1', 'open'));
    expect(await found('open')).toEqual(['1']);
    await running.client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: item('1'),
        UpdateExpression: 'SET gsi1pk = :closed, note = :note',
        ExpressionAttributeValues: { ':closed': text('closed'), ':note': text('done') },
      }),
    );
    expect(await found('open')).toEqual([]);
    expect((await query('closed')).Items).toEqual([{ ...item('1', 'closed'), note: text('done') }]);
    await running.client.send(new DeleteItemCommand({ TableName: TABLE, Key: item('1') }));
    expect(await found('closed')).toEqual([]);
  });

  it('changes with a transaction, and not with a cancelled one', async () => {
    await put(item('1', 'open'));
    const transaction = (condition: string) =>
      running.client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: TABLE, Item: item('2', 'open') } },
            { Delete: { TableName: TABLE, Key: item('1') } },
            { ConditionCheck: { TableName: TABLE, Key: item('gate'), ConditionExpression: condition } },
          ],
        }),
      );
    await expect(transaction('attribute_exists(pk)')).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect(await found('open')).toEqual(['1']);
    await transaction('attribute_not_exists(pk)');
    expect(await found('open')).toEqual(['2']);
  });

  it('pages through items of equal index keys', async () => {
    const expected = Array.from({ length: 11 }, (_, index) => `item-${index}`);
    await Promise.all(expected.map((sk) => put(item(sk, 'open', 'same'))));
    const seen: (string | undefined)[] = [];
    const continued: string[][] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await query('open', { Limit: 3, ExclusiveStartKey });
      seen.push(...(page.Items ?? []).map(({ sk }) => sk?.S));
      ExclusiveStartKey = page.LastEvaluatedKey;
      continued.push(Object.keys(ExclusiveStartKey ?? {}).toSorted());
    } while (ExclusiveStartKey !== undefined);
    expect(continued.slice(0, -1)).toEqual(Array.from({ length: 3 }, () => ['gsi1pk', 'gsi1sk', 'pk', 'sk']));
    expect(seen.toSorted()).toEqual(expected.toSorted());
  });

  it('sorts by the index sort key, descending when asked', async () => {
    await Promise.all([put(item('1', 'open', 'b')), put(item('2', 'open', 'a')), put(item('3', 'open', 'c'))]);
    expect(await found('open')).toEqual(['2', '1', '3']);
    const descending = await query('open', { ScanIndexForward: false });
    expect(descending.Items?.map(({ sk }) => sk?.S)).toEqual(['3', '1', '2']);
  });

  it('holds only what it projects', async () => {
    await createTable(running, {
      TableName: 'keys-only',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi1',
          KeySchema: [
            { AttributeName: 'gsi1pk', KeyType: 'HASH' },
            { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
    const Item = { ...item('1', 'open'), note: text('hidden') };
    await running.client.send(new PutItemCommand({ TableName: 'keys-only', Item }));
    expect((await query('open', { TableName: 'keys-only' })).Items).toEqual([item('1', 'open')]);
  });

  it('is filled from the items when it is added later, and gone when removed', async () => {
    await Promise.all([put({ ...item('1'), status: text('open') }), put(item('2'))]);
    await running.client.send(
      new UpdateTableCommand({
        TableName: TABLE,
        AttributeDefinitions: [{ AttributeName: 'status', AttributeType: 'S' }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'by-status',
              KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          },
        ],
      }),
    );
    await put({ ...item('3'), status: text('open') });
    const byStatus = new QueryCommand({
      TableName: TABLE,
      IndexName: 'by-status',
      KeyConditionExpression: '#status = :open',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':open': text('open') },
    });
    const { Items = [] } = await running.client.send(byStatus);
    expect(Items.map(({ sk }) => sk?.S).toSorted()).toEqual(['1', '3']);
    const { Table } = await running.client.send(new DescribeTableCommand({ TableName: TABLE }));
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName, IndexStatus }) => [IndexName, IndexStatus])).toEqual([
      ['gsi1', 'ACTIVE'],
      ['by-status', 'ACTIVE'],
    ]);
    await running.client.send(
      new UpdateTableCommand({
        TableName: TABLE,
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-status' } }],
      }),
    );
    await expect(running.client.send(byStatus)).rejects.toThrow(
      'The table does not have the specified index: by-status',
    );
  });

  it('misses no item that is written while an index is being added', async () => {
    const writes = Array.from({ length: 100 }, (_, index) => put({ ...item(String(index)), status: text('open') }));
    const adding = running.client.send(
      new UpdateTableCommand({
        TableName: TABLE,
        AttributeDefinitions: [{ AttributeName: 'status', AttributeType: 'S' }],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'by-status',
              KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'KEYS_ONLY' },
            },
          },
        ],
      }),
    );
    await Promise.all([...writes, adding]);
    const { Count } = await running.client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'by-status',
        KeyConditionExpression: '#status = :open',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':open': text('open') },
      }),
    );
    expect(Count).toBe(100);
  });

  it('refuses consistent reads, as an index is only ever eventually so', async () => {
    await expect(query('open', { ConsistentRead: true })).rejects.toThrow(
      'Consistent reads are not supported on global secondary indexes',
    );
  });
});
