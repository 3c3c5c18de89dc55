import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type CreateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import type { Clock } from '@tradewind/kernel';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAwsServer } from '../server.ts';
import { openDynamoDb, type LocalDynamoDb } from './index.ts';
import { TABLE, tableInput } from './table.test-support.ts';

export { TABLE, tableInput };

export interface RunningDynamoDb {
  readonly database: LocalDynamoDb;
  readonly client: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
  stop(): Promise<void>;
}

/**
 * The database behind an HTTP endpoint on a free port, with the clients that talk to it. On disk, since only there
 * do concurrent requests interleave: in `path`, or in a directory of its own that goes when it stops.
 */
export async function runDynamoDb(options: { path?: string; clock?: Clock } = {}): Promise<RunningDynamoDb> {
  const path = options.path ?? (await mkdtemp(join(tmpdir(), 'tradewind-dynamodb-')));
  const database = await openDynamoDb({ ...options, path });
  const server = await startAwsServer({ port: 0, apis: [database.api] });
  const config = {
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
  const client = new DynamoDBClient(config);
  const streams = new DynamoDBStreamsClient(config);
  return {
    database,
    client,
    streams,
    async stop() {
      client.destroy();
      streams.destroy();
      await server.close();
      await database.close();
      if (options.path === undefined) await rm(path, { recursive: true });
    },
  };
}

export async function createTable({ client }: RunningDynamoDb, input: Partial<CreateTableCommandInput> = {}) {
  await client.send(new CreateTableCommand({ ...tableInput, ...input } satisfies CreateTableCommandInput));
}

export async function streamArn({ client }: RunningDynamoDb, TableName = TABLE): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  return Table?.LatestStreamArn ?? '';
}

export interface ReadFrom {
  readonly type?: ShardIteratorType;
  readonly sequenceNumber?: string | undefined;
  readonly limit?: number;
}

/** The records of a table's stream from a place in it to its end. */
export async function readStream(running: RunningDynamoDb, from: ReadFrom = {}): Promise<_Record[]> {
  const { streams } = running;
  const StreamArn = await streamArn(running);
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const { ShardIterator } = await streams.send(
    new GetShardIteratorCommand({
      StreamArn,
      ShardId: StreamDescription?.Shards?.[0]?.ShardId,
      ShardIteratorType: from.type ?? 'TRIM_HORIZON',
      SequenceNumber: from.sequenceNumber,
    }),
  );
  const records: _Record[] = [];
  let iterator = ShardIterator;
  for (;;) {
    const page = await streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: from.limit }));
    if (page.Records === undefined || page.Records.length === 0) return records;
    records.push(...page.Records);
    iterator = page.NextShardIterator;
  }
}
