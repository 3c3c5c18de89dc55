import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';

const Record = z.looseObject({
  eventID: z.string(),
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.optional(z.number()) }),
});
export type StreamRecord = z.output<typeof Record>;

const Table = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });
const Stream = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
});
const Iterator = z.object({ ShardIterator: z.string() });
const Page = z.object({ Records: z.array(Record), NextShardIterator: z.optional(z.string()) });

const PAGE_SIZE = 100;

/** Reads a table's stream in order, from where it is told. */
export interface StreamReader {
  readonly streamArn: string;
  readonly shardId: string;
  /** The records after a sequence number (from the oldest when empty); as many as one page holds, [] at the end. */
  after(sequenceNumber: string): Promise<StreamRecord[]>;
  /** The sequence number of the newest record, empty when there is none. */
  newest(): Promise<string>;
}

export async function openStreamReader(dynamodb: InProcessClient, tableName: string): Promise<StreamReader> {
  const { Table: table } = await dynamodb.call('DescribeTable', { TableName: tableName }, Table);
  const StreamArn = table.LatestStreamArn;
  const { StreamDescription } = await dynamodb.call('DescribeStream', { StreamArn }, Stream);
  const ShardId = StreamDescription.Shards[0]?.ShardId ?? '';
  let next: { readonly after: string; readonly iterator: string } | undefined;

  async function iteratorAfter(sequenceNumber: string): Promise<string> {
    const oldest = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    if (sequenceNumber === '') return (await dynamodb.call('GetShardIterator', oldest, Iterator)).ShardIterator;
    try {
      const request = { ...oldest, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequenceNumber };
      return (await dynamodb.call('GetShardIterator', request, Iterator)).ShardIterator;
    } catch (error) {
      // The stream keeps a day; whoever was away for longer goes on with the oldest that is left.
      if (!failedWith(error, 'TrimmedDataAccessException')) throw error;
      return (await dynamodb.call('GetShardIterator', oldest, Iterator)).ShardIterator;
    }
  }

  async function after(sequenceNumber: string): Promise<StreamRecord[]> {
    const known = next?.after === sequenceNumber ? next.iterator : undefined;
    const ShardIterator = known ?? (await iteratorAfter(sequenceNumber));
    try {
      const page = await dynamodb.call('GetRecords', { ShardIterator, Limit: PAGE_SIZE }, Page);
      const last = page.Records.at(-1)?.dynamodb.SequenceNumber ?? sequenceNumber;
      next = page.NextShardIterator === undefined ? undefined : { after: last, iterator: page.NextShardIterator };
      return page.Records;
    } catch (error) {
      if (known === undefined || !failedWith(error, 'ExpiredIteratorException')) throw error;
      next = undefined;
      return after(sequenceNumber);
    }
  }

  return {
    streamArn: StreamArn,
    shardId: ShardId,
    after,
    async newest() {
      let position = '';
      for (;;) {
        const page = await after(position);
        const last = page.at(-1)?.dynamodb.SequenceNumber;
        if (last === undefined) return position;
        position = last;
      }
    },
  };
}
