import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  ScanCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTable, runDynamoDb, TABLE, tableInput, type RunningDynamoDb } from './running.test-support.ts';

const key = { pk: { S: 'A' }, sk: { S: '1' } };

describe('tables', () => {
  let running: RunningDynamoDb;

  beforeEach(async () => {
    running = await runDynamoDb();
  });
  afterEach(() => running.stop());

  it('are told to be in creation, and are active at once', async () => {
    const { TableDescription } = await running.client.send(new CreateTableCommand(tableInput));
    expect(TableDescription).toMatchObject({ TableStatus: 'CREATING' });
    await waitUntilTableExists(
      { client: running.client, minDelay: 1, maxDelay: 1, maxWaitTime: 2 },
      { TableName: TABLE },
    );
    const { Table } = await running.client.send(new DescribeTableCommand({ TableName: TABLE }));
    expect(Table).toMatchObject({
      TableName: TABLE,
      TableStatus: 'ACTIVE',
      TableArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${TABLE}`,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      GlobalSecondaryIndexes: [{ IndexName: 'gsi1', IndexStatus: 'ACTIVE' }],
    });
    expect(Table?.LatestStreamArn).toBe(`${Table?.TableArn}/stream/${Table?.LatestStreamLabel}`);
  });

  it('cannot be created twice', async () => {
    await createTable(running);
    await expect(createTable(running)).rejects.toMatchObject({
      name: 'ResourceInUseException',
      message: `Table already exists: ${TABLE}`,
    });
  });

  it.each([
    ['no key attribute', { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }] }],
    ['a name too short', { TableName: 'ab' }],
    [
      'throughput as well as payment per request',
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    ],
  ])('are refused with %s', async (_, input) => {
    await expect(createTable(running, input)).rejects.toMatchObject({ name: 'ValidationException' });
    const { TableNames } = await running.client.send(new ListTablesCommand({}));
    expect(TableNames).toEqual([]);
  });

  it('are gone with all that they held, also for a table of the same name', async () => {
    await createTable(running);
    await running.client.send(
      new PutItemCommand({ TableName: TABLE, Item: { ...key, gsi1pk: { S: 'g' }, gsi1sk: { S: 's' } } }),
    );
    const { TableDescription } = await running.client.send(new DeleteTableCommand({ TableName: TABLE }));
    expect(TableDescription?.TableStatus).toBe('DELETING');
    await expect(running.client.send(new GetItemCommand({ TableName: TABLE, Key: key }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await createTable(running);
    const { Items } = await running.client.send(new ScanCommand({ TableName: TABLE }));
    expect(Items).toEqual([]);
    const index = await running.client.send(new ScanCommand({ TableName: TABLE, IndexName: 'gsi1' }));
    expect(index.Items).toEqual([]);
  });

  it('keep their items from tables whose name begins alike', async () => {
    await Promise.all(
      ['orders', 'orders-old', 'orders.2', 'order'].map((TableName) => createTable(running, { TableName })),
    );
    await running.client.send(new PutItemCommand({ TableName: 'orders-old', Item: key }));
    await running.client.send(new PutItemCommand({ TableName: 'orders.2', Item: key }));
    await running.client.send(new DeleteTableCommand({ TableName: 'orders' }));
    const { Count } = await running.client.send(new ScanCommand({ TableName: 'orders-old' }));
    expect(Count).toBe(1);
    expect((await running.client.send(new ScanCommand({ TableName: 'order' }))).Count).toBe(0);
  });

  it('are listed by name, in pages', async () => {
    await Promise.all(['gamma', 'alpha', 'beta'].map((TableName) => createTable(running, { TableName })));
    const first = await running.client.send(new ListTablesCommand({ Limit: 2 }));
    expect(first).toMatchObject({ TableNames: ['alpha', 'beta'], LastEvaluatedTableName: 'beta' });
    const rest = await running.client.send(new ListTablesCommand({ ExclusiveStartTableName: 'beta' }));
    expect(rest.TableNames).toEqual(['gamma']);
    expect(rest.LastEvaluatedTableName).toBeUndefined();
  });

  it('carry tags from their creation on', async () => {
    await createTable(running, { Tags: [{ Key: 'application', Value: 'tradewind' }] });
    const ResourceArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TABLE}`;
    await running.client.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'stage', Value: 'dev' }] }));
    await running.client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['application'] }));
    const { Tags } = await running.client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: 'stage', Value: 'dev' }]);
    const elsewhere = new ListTagsOfResourceCommand({ ResourceArn: `${ResourceArn}-absent` });
    await expect(running.client.send(elsewhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('change their billing', async () => {
    await createTable(running);
    await running.client.send(
      new UpdateTableCommand({
        TableName: TABLE,
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
      }),
    );
    const { Table } = await running.client.send(new DescribeTableCommand({ TableName: TABLE }));
    expect(Table?.BillingModeSummary).toBeUndefined();
    expect(Table?.ProvisionedThroughput).toMatchObject({ ReadCapacityUnits: 5, WriteCapacityUnits: 6 });
    const again = (ReadCapacityUnits: number) =>
      running.client.send(
        new UpdateTableCommand({
          TableName: TABLE,
          ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits: 6 },
        }),
      );
    await expect(again(5)).rejects.toThrow('The provisioned throughput for the table will not change.');
    await expect(again(0)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it.each([
    ['nothing to change', {}, 'ValidationException'],
    [
      'throughput while it is paid per request',
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      'ValidationException',
    ],
    ['a stream that it has', { StreamSpecification: tableInput.StreamSpecification }, 'ValidationException'],
    [
      'the removal of an index that it lacks',
      { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'absent' } }] },
      'ResourceNotFoundException',
    ],
    [
      'an index on an attribute without a type',
      {
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'by-status',
              KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' as const }],
              Projection: { ProjectionType: 'ALL' as const },
            },
          },
        ],
      },
      'ValidationException',
    ],
  ])('refuse %s', async (_, update, name) => {
    await createTable(running);
    const before = await running.client.send(new DescribeTableCommand({ TableName: TABLE }));
    await expect(running.client.send(new UpdateTableCommand({ TableName: TABLE, ...update }))).rejects.toMatchObject({
      name,
    });
    const after = await running.client.send(new DescribeTableCommand({ TableName: TABLE }));
    expect(after.Table).toEqual(before.Table);
  });

  it('name what is unknown when they are described or deleted', async () => {
    const failure = {
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: absent not found',
    };
    const TableName = 'absent';
    await expect(running.client.send(new DescribeTableCommand({ TableName }))).rejects.toMatchObject(failure);
    await expect(running.client.send(new DeleteTableCommand({ TableName }))).rejects.toMatchObject(failure);
  });
});
