import {
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDynamoDb } from './index.ts';
import { createTable, readStream, runDynamoDb, type RunningDynamoDb } from './running.test-support.ts';
import { TABLE, tableInput } from './table.test-support.ts';

const key = (sk: string) => ({ pk: { S: 'A' }, sk: { S: sk } });
const put = ({ client }: RunningDynamoDb, sk: string) =>
  client.send(new PutItemCommand({ TableName: TABLE, Item: key(sk) }));

describe('durability', () => {
  let path: string;
  let running: RunningDynamoDb;

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'tradewind-dynamodb-'));
  });
  afterEach(async () => {
    await running.stop();
    await rm(path, { recursive: true });
  });

  const restart = async () => {
    await running.stop();
    running = await runDynamoDb({ path });
  };

  it('keeps tables, tags, items, time to live and tokens over a restart', async () => {
    running = await runDynamoDb({ path });
    await createTable(running, { Tags: [{ Key: 'stage', Value: 'dev' }] });
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expiresAt' };
    await running.client.send(new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification }));
    const counting = new TransactWriteItemsCommand({
      ClientRequestToken: 'the-same-token',
      TransactItems: [
        {
          Update: {
            TableName: TABLE,
            Key: key('counter'),
            UpdateExpression: 'ADD hits :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          },
        },
      ],
    });
    await running.client.send(counting);
    await running.client.send(
      new PutItemCommand({
        TableName: TABLE,
        Item: { ...key('expired'), expiresAt: { N: String(Math.floor(Date.now() / 1000) - 60) } },
      }),
    );
    await restart();
    await running.client.send(counting);
    const { Item } = await running.client.send(new GetItemCommand({ TableName: TABLE, Key: key('counter') }));
    expect(Item).toEqual({ ...key('counter'), hits: { N: '1' } });
    const ttl = await running.client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }));
    expect(ttl.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    expect(await running.database.sweepExpired()).toBe(1);
    const ResourceArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TABLE}`;
    const { Tags } = await running.client.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: 'stage', Value: 'dev' }]);
  });

  it('goes on with the stream after the last sequence number', async () => {
    running = await runDynamoDb({ path });
    await createTable(running);
    await put(running, '1');
    const [first] = await readStream(running);
    await restart();
    await put(running, '2');
    const after = await readStream(running, {
      type: 'AFTER_SEQUENCE_NUMBER',
      sequenceNumber: first?.dynamodb?.SequenceNumber,
    });
    expect(after.map(({ dynamodb }) => dynamodb?.Keys)).toEqual([key('2')]);
    expect(Number(after[0]?.dynamodb?.SequenceNumber)).toBeGreaterThan(Number(first?.dynamodb?.SequenceNumber));
  });

  it('does not number records anew after all of them were forgotten', async () => {
    running = await runDynamoDb({ path });
    await createTable(running);
    await put(running, '1');
    const [first] = await readStream(running);
    await running.database.sweepExpired(new Date(Date.now() + 25 * 3_600_000));
    expect(await readStream(running)).toEqual([]);
    await restart();
    await put(running, '2');
    const [second] = await readStream(running);
    expect(Number(second?.dynamodb?.SequenceNumber)).toBeGreaterThan(Number(first?.dynamodb?.SequenceNumber));
  });

  it('has every acknowledged write, its index entry and its stream record after kill -9', async () => {
    const script = join(import.meta.dirname, 'writer.test-support.ts');
    const writer = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, path], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const acknowledged = new Set<string>();
    for await (const line of createInterface(writer.stdout)) {
      acknowledged.add(line);
      if (acknowledged.size === 500) writer.kill('SIGKILL');
    }
    if (writer.signalCode === null) await once(writer, 'exit');
    expect(writer.signalCode).toBe('SIGKILL');

    running = await runDynamoDb({ path });
    const { Items = [] } = await running.client.send(new ScanCommand({ TableName: TABLE }));
    const written = Items.map(({ sk }) => sk?.S ?? '').filter((sk) => sk !== 'counter');
    expect([...acknowledged].filter((index) => !written.includes(index))).toEqual([]);

    const records = await readStream(running);
    const told = records.map(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S ?? '').filter((sk) => sk !== 'counter');
    expect(told.toSorted()).toEqual(written.toSorted());

    const indexed = await running.client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :g',
        ExpressionAttributeValues: { ':g': { S: 'g' } },
      }),
    );
    expect(indexed.Items?.map(({ sk }) => sk?.S).toSorted()).toEqual(written.toSorted());

    const transactions = written.filter((index) => Number(index) % 2 === 1).length;
    const counter = Items.find(({ sk }) => sk?.S === 'counter');
    expect(Number(counter?.['hits']?.N)).toBe(transactions);
  });

  it('keeps nothing where no directory is given', async () => {
    running = await runDynamoDb({ path });
    for (const expected of [[], []]) {
      const inMemory = await openDynamoDb();
      expect(await inMemory.api.invoke('ListTables', {})).toEqual({ TableNames: expected });
      await inMemory.api.invoke('CreateTable', tableInput);
      await inMemory.close();
    }
  });

  it('lets no second process open the same directory', async () => {
    running = await runDynamoDb({ path });
    await expect(runDynamoDb({ path })).rejects.toThrow(`Another process uses the data in ${path}.`);
  });
});
