import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { CommitLog } from './commit-log.ts';
import type { TableDescription } from './dynalite-types.ts';
import { decodeIterator, encodeIterator } from './shard-iterator.ts';
import { del, within, type Storage, type WriteOperation } from './storage.ts';
import { sequenceNumber, streamOf, type StreamRecord } from './stream-record.ts';
import type { TableRegistry } from './table-registry.ts';

/** Every stream has this one shard, which never closes; tables of a laptop are not split. */
const SHARD_ID = 'shardId-00000000000000000001-00000001';
const MAX_RECORDS = 1000;
const MAX_STREAMS = 100;
const RETENTION_MS = 24 * 60 * 60 * 1000;

const ListStreams = z.object({
  TableName: z.optional(z.string()),
  Limit: z.optional(z.int().check(z.minimum(1), z.maximum(MAX_STREAMS))),
  ExclusiveStartStreamArn: z.optional(z.string()),
});
const DescribeStream = z.object({ StreamArn: z.string(), ExclusiveStartShardId: z.optional(z.string()) });
const GetShardIterator = z.object({
  StreamArn: z.string(),
  ShardId: z.string(),
  ShardIteratorType: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER']),
  SequenceNumber: z.optional(z.string().check(z.regex(/^\d{1,40}$/))),
});
const GetRecords = z.object({
  ShardIterator: z.string(),
  Limit: z.optional(z.int().check(z.minimum(1), z.maximum(MAX_RECORDS))),
});

interface Stream {
  readonly arn: string;
  readonly table: TableDescription;
  readonly label: string;
}

function streamOfTable(table: TableDescription): Stream[] {
  const label = streamOf(table)?.label;
  return label === undefined || table.LatestStreamArn === undefined
    ? []
    : [{ arn: table.LatestStreamArn, table, label }];
}

function notFound(arn: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Requested resource not found: Stream: ${arn} not found`);
}

/** The streams API: changes of a table in the order in which they were committed, kept for a day. */
export class Streams {
  readonly #storage: Storage;
  readonly #tables: TableRegistry;
  readonly #commits: CommitLog;

  constructor(storage: Storage, tables: TableRegistry, commits: CommitLog) {
    this.#storage = storage;
    this.#tables = tables;
    this.#commits = commits;
  }

  readonly operations: Readonly<Record<string, Operation>> = {
    ListStreams: operation(ListStreams, (input) => this.#list(input)),
    DescribeStream: operation(DescribeStream, (input) => this.#describe(input)),
    GetShardIterator: operation(GetShardIterator, (input) => this.#iterator(input)),
    GetRecords: operation(GetRecords, (input) => this.#records(input)),
  };

  /** Forgets the records that are older than a day. */
  async prune(now: Date): Promise<void> {
    const horizon = (now.getTime() - RETENTION_MS) / 1000;
    for (const stream of this.#all()) {
      const trimmed: WriteOperation[] = [];
      for await (const [key, record] of this.#storage.streamRecords.iterator(this.#range(stream))) {
        if (record.dynamodb.ApproximateCreationDateTime >= horizon) break;
        trimmed.push(del(this.#storage.streamRecords, key));
      }
      if (trimmed.length === 0) continue;
      await this.#storage.write(trimmed);
      this.#commits.tails.forget(stream.arn);
    }
  }

  #all(): Stream[] {
    return this.#tables.all().flatMap(({ description }) => streamOfTable(description));
  }

  #byArn(arn: string): Stream {
    const table = this.#tables.find(arn.split('/')[1] ?? '')?.description;
    const stream = table === undefined ? undefined : streamOfTable(table)[0];
    if (stream?.arn !== arn) throw notFound(arn);
    return stream;
  }

  #range({ table, label }: Stream) {
    return within(table.TableName, label);
  }

  #list({ TableName, Limit = MAX_STREAMS, ExclusiveStartStreamArn }: z.output<typeof ListStreams>): object {
    const streams = this.#all().filter(({ table }) => TableName === undefined || table.TableName === TableName);
    const start = streams.findIndex(({ arn }) => arn === ExclusiveStartStreamArn) + 1;
    const page = streams.slice(start, start + Limit);
    const last = start + page.length < streams.length ? page.at(-1)?.arn : undefined;
    return {
      Streams: page.map(({ arn, table, label }) => ({
        StreamArn: arn,
        TableName: table.TableName,
        StreamLabel: label,
      })),
      ...(last === undefined ? {} : { LastEvaluatedStreamArn: last }),
    };
  }

  #describe({ StreamArn, ExclusiveStartShardId }: z.output<typeof DescribeStream>): object {
    const { arn, table, label } = this.#byArn(StreamArn);
    const shard = { ShardId: SHARD_ID, SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(1) } };
    return {
      StreamDescription: {
        StreamArn: arn,
        StreamLabel: label,
        StreamStatus: 'ENABLED',
        StreamViewType: streamOf(table)?.view,
        TableName: table.TableName,
        KeySchema: table.KeySchema,
        CreationRequestDateTime: Math.floor(Date.parse(`${label}Z`) / 1000),
        Shards: ExclusiveStartShardId === undefined ? [shard] : [],
      },
    };
  }

  #iterator(input: z.output<typeof GetShardIterator>): object {
    const { arn } = this.#byArn(input.StreamArn);
    if (input.ShardId !== SHARD_ID) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Requested resource not found: Shard ${input.ShardId} in Stream ${arn} not found`,
      );
    }
    return { ShardIterator: encodeIterator({ streamArn: arn, after: this.#startOf(input) }) };
  }

  #startOf({ ShardIteratorType, SequenceNumber }: z.output<typeof GetShardIterator>): number {
    if (ShardIteratorType === 'TRIM_HORIZON') return 0;
    if (ShardIteratorType === 'LATEST') return this.#commits.committedSequence;
    if (SequenceNumber === undefined) {
      throw new AwsError(
        'ValidationException',
        `The sequence number is required for the shard iterator type ${ShardIteratorType}`,
      );
    }
    return Number(SequenceNumber) - (ShardIteratorType === 'AT_SEQUENCE_NUMBER' ? 1 : 0);
  }

  async #records({ ShardIterator, Limit = MAX_RECORDS }: z.output<typeof GetRecords>): Promise<object> {
    const { streamArn, after } = decodeIterator(ShardIterator);
    const stream = this.#byArn(streamArn);
    const records = this.#commits.tails.after(streamArn, after, Limit) ?? (await this.#stored(stream, after, Limit));
    const last = records.at(-1)?.dynamodb.SequenceNumber;
    const position = { streamArn, after: last === undefined ? after : Number(last) };
    return { Records: records, NextShardIterator: encodeIterator(position) };
  }
  #stored(stream: Stream, after: number, limit: number): Promise<readonly StreamRecord[]> {
    const { lt } = this.#range(stream);
    const gt = `${stream.table.TableName}~${stream.label}~${sequenceNumber(after)}`;
    return this.#storage.streamRecords.values({ gt, lt, limit }).all();
  }
}
