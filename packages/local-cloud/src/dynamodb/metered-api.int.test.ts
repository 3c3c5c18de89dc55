import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCloud, type Cloud } from '../index.ts';
import { join } from 'node:path';
import type { CapacityUse } from './metered-api.ts';

const TableName = 'tradewind-payments-dev';
const uses: CapacityUse[] = [];
let cloud: Cloud;
let client: DynamoDBClient;

beforeAll(async () => {
  const root = join(import.meta.dirname, '../../../..');
  const onCapacityUse = (use: CapacityUse): unknown => uses.push(use);
  cloud = await startCloud({ root, services: ['payments'], functions: false, console: false, onCapacityUse });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new DynamoDBClient({ endpoint: cloud.endpoint, region: 'us-east-1', credentials });
});

afterAll(async () => {
  client.destroy();
  await cloud.close();
});

function key(pk: string) {
  return { pk: { S: pk }, sk: { S: 'A' } };
}

describe('a cloud that is asked what its tables cost', () => {
  it('tells the units of reads, writes and transactions by table and caller', async () => {
    uses.length = 0;
    await client.send(new PutItemCommand({ TableName, Item: { ...key('1'), text: { S: 'x'.repeat(1500) } } }));
    await client.send(new GetItemCommand({ TableName, Key: key('1') }));
    const Put = { TableName, Item: key('2') };
    await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
    const caller = { table: TableName, accessKeyId: 'local' };
    expect(uses).toEqual([
      { ...caller, operation: 'PutItem', kind: 'write', units: 2 },
      { ...caller, operation: 'GetItem', kind: 'read', units: 0.5 },
      { ...caller, operation: 'TransactWriteItems', kind: 'write', units: 2 },
    ]);
  });

  it('tells nothing of a write that is refused', async () => {
    uses.length = 0;
    const refused = new PutItemCommand({ TableName, Item: key('1'), ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(client.send(refused)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(uses).toEqual([]);
  });
});
