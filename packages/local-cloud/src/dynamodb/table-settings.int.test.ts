import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeEndpointsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectFault } from './faults.test-support.ts';
import { createTable, runDynamoDb, TABLE, tableInput, type RunningDynamoDb } from './running.test-support.ts';

describe('the settings of a table', () => {
  let path: string;
  let running: RunningDynamoDb;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'tradewind-settings-'));
    running = await runDynamoDb({ path });
  });
  afterEach(async () => {
    await running.stop();
    await rm(path, { recursive: true });
  });

  const restart = async () => {
    await running.stop();
    running = await runDynamoDb({ path });
  };
  const described = async () => (await running.client.send(new DescribeTableCommand({ TableName: TABLE }))).Table;
  const update = (input: Partial<UpdateTableCommandInput>) =>
    running.client.send(new UpdateTableCommand({ TableName: TABLE, ...input }));
  const remove = () => running.client.send(new DeleteTableCommand({ TableName: TABLE }));

  it('keep a protected table from being deleted, also after a restart', async () => {
    await createTable(running, { DeletionProtectionEnabled: true });
    await restart();
    await expect(remove()).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    });
    await update({ DeletionProtectionEnabled: false });
    await remove();
    await expect(described()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('are told as they were set, and stay when others change', async () => {
    await createTable(running, {
      SSESpecification: { Enabled: true },
      OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 5 },
    });
    await update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    await update({ OnDemandThroughput: { MaxReadRequestUnits: 20 } });
    await restart();
    expect(await described()).toMatchObject({
      DeletionProtectionEnabled: false,
      TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: expect.stringMatching(/^arn:aws:kms:/) },
      OnDemandThroughput: { MaxReadRequestUnits: 20, MaxWriteRequestUnits: 5 },
    });
    await update({ SSESpecification: { Enabled: false } });
    expect((await described())?.SSEDescription).toBeUndefined();
  });

  it('go from on-demand to provisioned and back, indexes included', async () => {
    await createTable(running);
    await expect(update({ BillingMode: 'PROVISIONED' })).rejects.toThrow(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
    await update({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
    });
    expect(await described()).toMatchObject({ ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 } });
    await update({ BillingMode: 'PAY_PER_REQUEST' });
    expect(await described()).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    });
  });

  it('note the recovery to a point in time', async () => {
    await createTable(running);
    const status = async () =>
      (await running.client.send(new DescribeContinuousBackupsCommand({ TableName: TABLE })))
        .ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    expect(await status()).toEqual({ PointInTimeRecoveryStatus: 'DISABLED' });
    await running.client.send(
      new UpdateContinuousBackupsCommand({
        TableName: TABLE,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      }),
    );
    await restart();
    expect(await status()).toMatchObject({ PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 7 });
    await expect(
      running.client.send(new DescribeContinuousBackupsCommand({ TableName: 'no-such-table' })),
    ).rejects.toMatchObject({ name: 'TableNotFoundException' });
  });

  it('allow fifty tags, and tell a resource that is none', async () => {
    await createTable(running, { Tags: [{ Key: 'first', Value: '1' }] });
    const ResourceArn = (await described())?.TableArn ?? '';
    const tag = (count: number) =>
      running.client.send(
        new TagResourceCommand({
          ResourceArn,
          Tags: Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' })),
        }),
      );
    await expect(tag(50)).rejects.toMatchObject({ name: 'ValidationException' });
    await tag(49);
    const { Tags } = await running.client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toHaveLength(50);
    await expect(
      running.client.send(new ListTagsOfResourceCommand({ ResourceArn: 'not-an-arn' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    const foreign = 'arn:aws:dynamodb:us-east-1:111111111111:table/orders';
    await expect(running.client.send(new ListTagsOfResourceCommand({ ResourceArn: foreign }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('come with the limits of the account and its endpoint', async () => {
    const limits = await running.client.send(new DescribeLimitsCommand({}));
    expect(limits).toMatchObject({ AccountMaxReadCapacityUnits: 80_000, TableMaxWriteCapacityUnits: 40_000 });
    const { Endpoints } = await running.client.send(new DescribeEndpointsCommand({}));
    expect(Endpoints).toEqual([{ Address: expect.stringMatching(/^127\.0\.0\.1:\d+$/), CachePeriodInMinutes: 1440 }]);
  });

  it.each<[string, object, string]>([
    ['no name', { TableName: undefined }, "The parameter 'TableName' is required but was not present in the request"],
    [
      'a short name',
      { TableName: 'ab' },
      "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    ],
    [
      'three keys',
      { KeySchema: ['pk', 'sk', 'gsi1pk'].map((AttributeName) => ({ AttributeName, KeyType: 'HASH' })) },
      "1 validation error detected: Value '[KeySchemaElement(attributeName=pk, keyType=HASH), KeySchemaElement(attributeName=sk, keyType=HASH), KeySchemaElement(attributeName=gsi1pk, keyType=HASH)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2",
    ],
    [
      'an attribute that no key uses',
      {
        GlobalSecondaryIndexes: [
          { ...tableInput.GlobalSecondaryIndexes?.[0], KeySchema: [{ AttributeName: 'gsi1pk', KeyType: 'HASH' }] },
        ],
      },
      'One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [pk, sk, gsi1pk, gsi1sk], keys used: [pk, sk, gsi1pk]',
    ],
    [
      'an index that includes nothing',
      {
        GlobalSecondaryIndexes: [
          { ...tableInput.GlobalSecondaryIndexes?.[0], Projection: { ProjectionType: 'INCLUDE' } },
        ],
      },
      'One or more parameter values were invalid: ProjectionType is INCLUDE, but NonKeyAttributes is not specified',
    ],
    [
      'a stream without images',
      { StreamSpecification: { StreamEnabled: true } },
      'One or more parameter values were invalid: StreamViewType must be specified when StreamEnabled is true',
    ],
  ])('refuse a table with %s', async (_, input, message) => {
    await expectFault(running.database, 'CreateTable', { ...tableInput, ...input }, message);
  });
});
