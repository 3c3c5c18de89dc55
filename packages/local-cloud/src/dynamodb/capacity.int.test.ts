import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
  type ConsumedCapacity,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { runDynamoDb, type RunningDynamoDb } from './running.test-support.ts';

const TABLE = 'tradewind-capacity';
const ReturnConsumedCapacity = 'INDEXES';
const text = (S: string): AttributeValue => ({ S });

describe('consumed capacity', () => {
  let running: RunningDynamoDb;
  let pk: AttributeValue;

  beforeAll(async () => {
    running = await runDynamoDb();
    await running.client.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'lsi1sk'].map((AttributeName) => ({
          AttributeName,
          AttributeType: 'S',
        })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'gsi1',
            KeySchema: [{ AttributeName: 'gsi1pk', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['shown'] },
          },
        ],
        LocalSecondaryIndexes: [
          {
            IndexName: 'lsi1',
            KeySchema: [
              { AttributeName: 'pk', KeyType: 'HASH' },
              { AttributeName: 'lsi1sk', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
  });
  afterAll(() => running.stop());
  beforeEach(() => {
    pk = text(randomUUID());
  });

  const key = () => ({ pk, sk: text('1') });
  const full = () => ({ ...key(), gsi1pk: text('g'), lsi1sk: text('l'), shown: text('s'), unseen: text('h') });
  const put = async (Item: Record<string, AttributeValue>) => {
    const { ConsumedCapacity: used } = await running.client.send(
      new PutItemCommand({ TableName: TABLE, Item, ReturnConsumedCapacity }),
    );
    return unitsOf(used);
  };
  const update = async (UpdateExpression: string, value?: AttributeValue) => {
    const { ConsumedCapacity: used } = await running.client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: key(),
        UpdateExpression,
        ...(value && { ExpressionAttributeValues: { ':v': value } }),
        ReturnConsumedCapacity,
      }),
    );
    return unitsOf(used);
  };
  /** Total, table, global index, local index. */
  const unitsOf = (used: ConsumedCapacity | undefined) => [
    used?.CapacityUnits,
    used?.Table?.CapacityUnits,
    used?.GlobalSecondaryIndexes?.['gsi1']?.CapacityUnits,
    used?.LocalSecondaryIndexes?.['lsi1']?.CapacityUnits,
  ];

  it('counts the write to each index that an item enters, and none else', async () => {
    expect(await put(key())).toEqual([1, 1, undefined, undefined]);
    expect(await put({ ...key(), gsi1pk: text('g') })).toEqual([2, 1, 1, undefined]);
    pk = text(randomUUID());
    expect(await put(full())).toEqual([3, 1, 1, 1]);
  });

  it('counts nothing for an index that a write leaves as it was', async () => {
    await put(full());
    expect(await put(full())).toEqual([1, 1, undefined, undefined]);
    expect(await update('SET unseen = :v', text('h2'))).toEqual([2, 1, undefined, 1]);
  });

  it('counts two writes where the entry of an index moves, one where it goes', async () => {
    await put(full());
    expect(await update('SET shown = :v', text('s2'))).toEqual([3, 1, 1, 1]);
    expect(await update('SET gsi1pk = :v', text('g2'))).toEqual([4, 1, 2, 1]);
    expect(await update('SET lsi1sk = :v', text('l2'))).toEqual([3, 1, undefined, 2]);
    expect(await update('REMOVE gsi1pk')).toEqual([3, 1, 1, 1]);
    const { ConsumedCapacity: used } = await running.client.send(
      new DeleteItemCommand({ TableName: TABLE, Key: key(), ReturnConsumedCapacity }),
    );
    expect(unitsOf(used)).toEqual([2, 1, undefined, 1]);
  });

  it('tells the sum alone with TOTAL', async () => {
    const { ConsumedCapacity: used } = await running.client.send(
      new PutItemCommand({ TableName: TABLE, Item: full(), ReturnConsumedCapacity: 'TOTAL' }),
    );
    expect(used).toEqual({ TableName: TABLE, CapacityUnits: 3 });
  });

  it('adds up a batch by table', async () => {
    const { ConsumedCapacity: used } = await running.client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TABLE]: [{ PutRequest: { Item: full() } }, { PutRequest: { Item: { pk, sk: text('2') } } }],
        },
        ReturnConsumedCapacity,
      }),
    );
    expect(used?.map(unitsOf)).toEqual([[4, 2, 1, 1]]);
  });

  it('doubles what a transaction writes, a condition check included, and bills its repetition as a read', async () => {
    const transaction = new TransactWriteItemsCommand({
      ClientRequestToken: randomUUID(),
      ReturnConsumedCapacity,
      TransactItems: [
        { Put: { TableName: TABLE, Item: { ...full(), filler: text('x'.repeat(1200)) } } },
        {
          ConditionCheck: {
            TableName: TABLE,
            Key: { pk, sk: text('none') },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ],
    });
    const first = await running.client.send(transaction);
    expect(first.ConsumedCapacity?.map(unitsOf)).toEqual([[12, 6, 2, 4]]);
    expect(first.ConsumedCapacity?.[0]).toMatchObject({ WriteCapacityUnits: 12 });
    const again = await running.client.send(transaction);
    expect(again.ConsumedCapacity).toMatchObject([{ CapacityUnits: 4, ReadCapacityUnits: 4 }]);
  });

  it('measures bytes, not characters', async () => {
    expect(await put({ ...key(), filler: text('☕'.repeat(400)) })).toEqual([2, 2, undefined, undefined]);
  });

  it('counts what a query read and not what its filter and projection leave', async () => {
    await put({ ...key(), filler: text('x'.repeat(5000)) });
    const page = {
      TableName: TABLE,
      FilterExpression: 'shown = :no',
      ProjectionExpression: 'sk',
      ReturnConsumedCapacity,
    } as const;
    const query = await running.client.send(
      new QueryCommand({
        ...page,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk, ':no': text('no') },
        ConsistentRead: true,
      }),
    );
    expect(query).toMatchObject({ Count: 0, ScannedCount: 1, ConsumedCapacity: { CapacityUnits: 2 } });
    const scan = await running.client.send(
      new ScanCommand({ ...page, ExpressionAttributeValues: { ':no': text('no') } }),
    );
    expect(scan.ConsumedCapacity?.Table?.CapacityUnits).toBeGreaterThanOrEqual(1);
  });

  it('counts the index that a query read', async () => {
    await put(full());
    const { ConsumedCapacity: used } = await running.client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :g',
        ExpressionAttributeValues: { ':g': text('g') },
        ReturnConsumedCapacity,
      }),
    );
    expect(unitsOf(used)).toEqual([0.5, 0, 0.5, undefined]);
  });

  it('counts half a unit for a read that finds nothing, and each key of a batch', async () => {
    const { ConsumedCapacity: used } = await running.client.send(
      new GetItemCommand({ TableName: TABLE, Key: key(), ReturnConsumedCapacity }),
    );
    expect(unitsOf(used)).toEqual([0.5, 0.5, undefined, undefined]);
    const batch = await running.client.send(
      new BatchGetItemCommand({
        RequestItems: { [TABLE]: { Keys: [key(), { pk, sk: text('2') }], ConsistentRead: true } },
        ReturnConsumedCapacity,
      }),
    );
    expect(batch.ConsumedCapacity?.map(unitsOf)).toEqual([[2, 2, undefined, undefined]]);
  });

  it('tells the item collection of a table with local indexes when asked', async () => {
    const ReturnItemCollectionMetrics = 'SIZE';
    const { ItemCollectionMetrics: metrics } = await running.client.send(
      new PutItemCommand({ TableName: TABLE, Item: full(), ReturnItemCollectionMetrics }),
    );
    expect(metrics).toEqual({ ItemCollectionKey: { pk }, SizeEstimateRangeGB: [0, 1] });
    const silent = await running.client.send(new PutItemCommand({ TableName: TABLE, Item: full() }));
    expect(silent.ItemCollectionMetrics).toBeUndefined();
  });
});
