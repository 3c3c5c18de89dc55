import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTable, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const text = (S: string): AttributeValue => ({ S });
const Key = { pk: text('ORDER#1'), sk: text('ORDER') };

describe('after a restart', () => {
  let path: string;
  let running: RunningDynamoDb;
  const outbox = { TableName: TABLE, Item: { pk: text('OUTBOX#1'), sk: text('EVENT') } };
  const once = new TransactWriteItemsCommand({
    ClientRequestToken: 'once',
    ReturnConsumedCapacity: 'TOTAL',
    TransactItems: [{ Put: outbox }],
  });

  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'tradewind-restart-'));
    running = await runDynamoDb({ path });
    await createTable(running);
    const Item = { ...Key, version: { N: '1' }, gsi1pk: text('OPEN'), gsi1sk: text('1') };
    await running.client.send(new PutItemCommand({ TableName: TABLE, Item }));
    await running.client.send(once);
    await running.stop();
    running = await runDynamoDb({ path });
  });
  afterAll(async () => {
    await running.stop();
    await rm(path, { recursive: true });
  });

  const stale = {
    TableName: TABLE,
    Key,
    UpdateExpression: 'SET version = version + :one',
    ConditionExpression: 'version = :seen',
    ExpressionAttributeValues: { ':one': { N: '1' }, ':seen': { N: '7' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;

  it('a condition still fails, and shows the item that failed it', async () => {
    await expect(running.client.send(new UpdateItemCommand(stale))).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: { version: { N: '1' } },
    });
  });

  it('a transaction is still cancelled with its reasons, and nothing of it is there', async () => {
    const fresh = { pk: text('ORDER#2'), sk: text('ORDER') };
    const cancelled = new TransactWriteItemsCommand({
      TransactItems: [{ Put: { TableName: TABLE, Item: fresh } }, { Update: stale }],
    });
    await expect(running.client.send(cancelled)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message: expect.stringContaining('[None, ConditionalCheckFailed]'),
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { version: { N: '1' } } },
      ],
    });
    const { Item } = await running.client.send(new GetItemCommand({ TableName: TABLE, Key: fresh }));
    expect(Item).toBeUndefined();
  });

  it('a transaction under a used token is known, and billed as a read', async () => {
    const { ConsumedCapacity } = await running.client.send(once);
    expect(ConsumedCapacity).toEqual([{ TableName: TABLE, CapacityUnits: 2, ReadCapacityUnits: 2 }]);
  });

  it('an update moves the entry of its item in the index', async () => {
    await running.client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key,
        UpdateExpression: 'SET gsi1pk = :closed',
        ExpressionAttributeValues: { ':closed': text('CLOSED') },
      }),
    );
    const count = async (partition: string) =>
      (
        await running.client.send(
          new QueryCommand({
            TableName: TABLE,
            IndexName: 'gsi1',
            KeyConditionExpression: 'gsi1pk = :p',
            ExpressionAttributeValues: { ':p': text(partition) },
          }),
        )
      ).Count;
    expect([await count('OPEN'), await count('CLOSED')]).toEqual([0, 1]);
  });
});
