import {
  DescribeTimeToLiveCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateTimeToLiveCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTable, readStream, runDynamoDb, TABLE, type RunningDynamoDb } from './running.test-support.ts';

const NOW = new Date('2026-01-31T09:30:00Z');
const NOW_SECOND = NOW.getTime() / 1000;
const key = (sk: string) => ({ pk: { S: 'A' }, sk: { S: sk } });

describe('time to live', () => {
  let running: RunningDynamoDb;

  beforeEach(async () => {
    running = await runDynamoDb({ clock: { now: () => NOW } });
    await createTable(running);
  });
  afterEach(() => running.stop());

  const specify = (Enabled: boolean, AttributeName = 'expiresAt') =>
    running.client.send(
      new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification: { Enabled, AttributeName } }),
    );
  const put = (sk: string, expiresAt?: AttributeValue, more: Record<string, AttributeValue> = {}) =>
    running.client.send(
      new PutItemCommand({ TableName: TABLE, Item: { ...key(sk), ...more, ...(expiresAt && { expiresAt }) } }),
    );
  const left = async () => {
    const { Items = [] } = await running.client.send(new ScanCommand({ TableName: TABLE }));
    return Items.map(({ sk }) => sk?.S).toSorted();
  };

  it('deletes exactly what is due, and not before', async () => {
    await specify(true);
    await Promise.all([
      put('due', { N: String(NOW_SECOND) }),
      put('later', { N: String(NOW_SECOND + 1) }),
      put('never'),
      put('text', { S: String(NOW_SECOND) }),
      put('mistaken', { N: '1' }),
      put('fraction', { N: `${NOW_SECOND - 1}.5` }),
    ]);
    expect(await running.database.sweepExpired()).toBe(2);
    expect(await left()).toEqual(['later', 'mistaken', 'never', 'text']);
    expect(await running.database.sweepExpired(new Date(NOW.getTime() + 1000))).toBe(1);
    expect(await left()).toEqual(['mistaken', 'never', 'text']);
  });

  it('follows an item whose time is prolonged, set or taken away', async () => {
    await specify(true);
    await put('prolonged', { N: String(NOW_SECOND - 5) });
    await put('prolonged', { N: String(NOW_SECOND + 60) });
    await put('kept', { N: String(NOW_SECOND - 5) });
    await put('kept');
    await put('shortened');
    await put('shortened', { N: String(NOW_SECOND - 5) });
    expect(await running.database.sweepExpired()).toBe(1);
    expect(await left()).toEqual(['kept', 'prolonged']);
  });

  it('takes the item out of its indexes and tells the stream that the service deleted it', async () => {
    await specify(true);
    await put('1', { N: String(NOW_SECOND) }, { gsi1pk: { S: 'g' }, gsi1sk: { S: 's' } });
    await running.database.sweepExpired();
    const { Items } = await running.client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :g',
        ExpressionAttributeValues: { ':g': { S: 'g' } },
      }),
    );
    expect(Items).toEqual([]);
    const [inserted, removed] = await readStream(running);
    expect(inserted?.userIdentity).toBeUndefined();
    expect(removed).toMatchObject({
      eventName: 'REMOVE',
      dynamodb: { Keys: key('1') },
      userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
    });
  });

  it('reaches the items that were there before it was enabled, and none after it is disabled', async () => {
    await put('before', { N: String(NOW_SECOND) });
    await specify(true);
    await put('after', { N: String(NOW_SECOND) });
    expect(await running.database.sweepExpired()).toBe(2);
    await put('late', { N: String(NOW_SECOND) });
    await specify(false);
    expect(await running.database.sweepExpired()).toBe(0);
    expect(await left()).toEqual(['late']);
  });

  it('leaves an expired item readable until it is swept', async () => {
    await specify(true);
    await put('1', { N: String(NOW_SECOND - 60) });
    const { Item } = await running.client.send(new GetItemCommand({ TableName: TABLE, Key: key('1') }));
    expect(Item).toBeDefined();
  });

  it('is described', async () => {
    const describeTtl = new DescribeTimeToLiveCommand({ TableName: TABLE });
    const off = await running.client.send(describeTtl);
    expect(off.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' });
    await specify(true);
    const on = await running.client.send(describeTtl);
    expect(on.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
  });

  it('refuses to be enabled twice, disabled twice, or moved while it is enabled', async () => {
    await expect(specify(false)).rejects.toThrow('TimeToLive is already disabled');
    await specify(true);
    await expect(specify(true)).rejects.toThrow('TimeToLive is already enabled');
    await expect(specify(true, 'other')).rejects.toThrow('current AttributeName is expiresAt');
    const elsewhere = new UpdateTimeToLiveCommand({
      TableName: 'absent',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
    });
    await expect(running.client.send(elsewhere)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
