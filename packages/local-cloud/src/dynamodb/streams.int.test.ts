import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, GetRecordsCommand, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createTable,
  readStream,
  runDynamoDb,
  streamArn,
  TABLE,
  type RunningDynamoDb,
} from './running.test-support.ts';

const key = (sk: string) => ({ pk: { S: 'A' }, sk: { S: sk } });

describe('streams', () => {
  let running: RunningDynamoDb;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-01-31T09:30:00Z');
    running = await runDynamoDb({ clock: { now: () => now } });
    await createTable(running);
  });
  afterEach(() => running.stop());

  const put = (sk: string, note = '') =>
    running.client.send(new PutItemCommand({ TableName: TABLE, Item: { ...key(sk), note: { S: note } } }));
  const remove = (sk: string) => running.client.send(new DeleteItemCommand({ TableName: TABLE, Key: key(sk) }));
  const sortKeys = (records: Awaited<ReturnType<typeof readStream>>) =>
    records.map(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S);

  it('tell of insertion, modification and removal with both images', async () => {
    await put('1', 'first');
    await put('1', 'second');
    await remove('1');
    const records = await readStream(running);
    const first = { ...key('1'), note: { S: 'first' } };
    const second = { ...key('1'), note: { S: 'second' } };
    expect(
      records.map(({ eventName, dynamodb }) => [eventName, dynamodb?.Keys, dynamodb?.OldImage, dynamodb?.NewImage]),
    ).toEqual([
      ['INSERT', key('1'), undefined, first],
      ['MODIFY', key('1'), first, second],
      ['REMOVE', key('1'), second, undefined],
    ]);
    expect(records[0]).toMatchObject({
      eventSource: 'aws:dynamodb',
      eventVersion: '1.1',
      awsRegion: 'us-east-1',
      dynamodb: { ApproximateCreationDateTime: now, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(3);
  });

  it.each([
    ['KEYS_ONLY' as const, false, false],
    ['NEW_IMAGE' as const, true, false],
    ['OLD_IMAGE' as const, false, true],
  ])('of view %s carry no other image', async (StreamViewType, hasNew, hasOld) => {
    await running.client.send(new DeleteTableCommand({ TableName: TABLE }));
    await createTable(running, { StreamSpecification: { StreamEnabled: true, StreamViewType } });
    await put('1', 'first');
    await put('1', 'second');
    const [, modified] = await readStream(running);
    expect(modified?.dynamodb?.NewImage !== undefined).toBe(hasNew);
    expect(modified?.dynamodb?.OldImage !== undefined).toBe(hasOld);
  });

  it('say nothing of writes that change nothing', async () => {
    await put('1', 'same');
    await put('1', 'same');
    await running.client.send(
      new UpdateItemCommand({
        TableName: TABLE,
        Key: key('1'),
        UpdateExpression: 'SET note = :same',
        ExpressionAttributeValues: { ':same': { S: 'same' } },
      }),
    );
    await remove('absent');
    expect(await readStream(running)).toHaveLength(1);
  });

  it('tell of every write of transactions and batches', async () => {
    await running.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName: TABLE, Item: key('1') } },
          { ConditionCheck: { TableName: TABLE, Key: key('2'), ConditionExpression: 'attribute_not_exists(pk)' } },
          { Put: { TableName: TABLE, Item: key('3') } },
        ],
      }),
    );
    await running.client.send(
      new BatchWriteItemCommand({
        RequestItems: { [TABLE]: [{ DeleteRequest: { Key: key('1') } }, { PutRequest: { Item: key('4') } }] },
      }),
    );
    const records = await readStream(running);
    expect(records.map(({ eventName, dynamodb }) => `${eventName} ${dynamodb?.Keys?.['sk']?.S}`)).toEqual([
      'INSERT 1',
      'INSERT 3',
      'REMOVE 1',
      'INSERT 4',
    ]);
  });

  it('number the records in the order of the writes, whoever writes at once', async () => {
    await Promise.all(
      Array.from({ length: 100 }, () =>
        running.client.send(
          new UpdateItemCommand({
            TableName: TABLE,
            Key: key('counter'),
            UpdateExpression: 'ADD hits :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          }),
        ),
      ),
    );
    const records = await readStream(running, { limit: 7 });
    const numbers = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
    expect(numbers).toEqual(numbers.toSorted());
    expect(records.map(({ dynamodb }) => Number(dynamodb?.NewImage?.['hits']?.N))).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  it('never show a record before one of a lower number, so that who reads on misses none', async () => {
    const writes = Promise.all(Array.from({ length: 300 }, (_, index) => put(String(index))));
    const seen: (string | undefined)[] = [];
    const deadline = Date.now() + 10_000;
    while (seen.length < 300 && Date.now() < deadline) {
      const sequenceNumber = seen.at(-1);
      const type = sequenceNumber === undefined ? 'TRIM_HORIZON' : 'AFTER_SEQUENCE_NUMBER';
      const records = await readStream(running, { type, sequenceNumber });
      seen.push(...records.map(({ dynamodb }) => dynamodb?.SequenceNumber));
    }
    await writes;
    expect(seen).toEqual((await readStream(running)).map(({ dynamodb }) => dynamodb?.SequenceNumber));
  });

  it('continue at, after, from the beginning and from now', async () => {
    await put('1');
    await put('2');
    await put('3');
    const [, second] = await readStream(running);
    const sequenceNumber = second?.dynamodb?.SequenceNumber;
    expect(sortKeys(await readStream(running, { type: 'AT_SEQUENCE_NUMBER', sequenceNumber }))).toEqual(['2', '3']);
    expect(sortKeys(await readStream(running, { type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber }))).toEqual(['3']);
    expect(sortKeys(await readStream(running, { type: 'LATEST' }))).toEqual([]);
    await expect(readStream(running, { type: 'AT_SEQUENCE_NUMBER' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('keep a record for 24 hours', async () => {
    await put('old');
    now = new Date(now.getTime() + 23 * 3_600_000);
    await put('new');
    await running.database.sweepExpired();
    expect(sortKeys(await readStream(running))).toEqual(['old', 'new']);
    now = new Date(now.getTime() + 2 * 3_600_000);
    await running.database.sweepExpired();
    expect(sortKeys(await readStream(running))).toEqual(['new']);
  });

  it('notify their listeners after the records can be read, until they stop listening', async () => {
    const heard: string[] = [];
    const stop = running.database.onStreamRecord((arn) => heard.push(arn));
    await put('1');
    expect(heard).toEqual([await streamArn(running)]);
    stop();
    await put('2');
    expect(heard).toHaveLength(1);
  });

  it('are listed, and only for tables that have one', async () => {
    await createTable(running, { TableName: 'silent', StreamSpecification: { StreamEnabled: false } });
    const { Streams } = await running.streams.send(new ListStreamsCommand({}));
    expect(Streams?.map(({ TableName }) => TableName)).toEqual([TABLE]);
    const none = await running.streams.send(new ListStreamsCommand({ TableName: 'silent' }));
    expect(none.Streams).toEqual([]);
  });

  it('begin anew when they are switched off and on', async () => {
    await put('1');
    const before = await streamArn(running);
    const update = (StreamSpecification: { StreamEnabled: boolean; StreamViewType?: 'NEW_IMAGE' }) =>
      running.client.send(new UpdateTableCommand({ TableName: TABLE, StreamSpecification }));
    await update({ StreamEnabled: false });
    await put('2');
    now = new Date(now.getTime() + 1);
    await update({ StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
    await put('3');
    expect(await streamArn(running)).not.toBe(before);
    expect(sortKeys(await readStream(running))).toEqual(['3']);
  });

  it('answer ResourceNotFoundException for a stream that is not, ValidationException for an iterator that is none', async () => {
    const gone = `${await streamArn(running)}x`;
    await expect(running.streams.send(new DescribeStreamCommand({ StreamArn: gone }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(running.streams.send(new GetRecordsCommand({ ShardIterator: 'forged' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
