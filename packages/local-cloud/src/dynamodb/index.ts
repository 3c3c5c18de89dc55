import { systemClock, type Clock } from '@tradewind/kernel';
import { jsonApi, type JsonApi } from '../aws/api.ts';
import { accountOperations } from './account-operations.ts';
import { CommitLog } from './commit-log.ts';
import { IdempotencyTokens } from './idempotency-tokens.ts';
import { itemOperations } from './item-operations.ts';
import { itemReads } from './item-reads.ts';
import { ItemStore } from './item-store.ts';
import { KeyLocks } from './key-locks.ts';
import { pageReader, pageReads } from './page-reads.ts';
import { statementOperations } from './partiql/operations.ts';
import { openStorage } from './storage.ts';
import { Streams } from './streams.ts';
import { tableOperations } from './table-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { TableRegistry } from './table-registry.ts';
import { TimeToLive } from './time-to-live.ts';
import { transactionOperations, transactionsOn } from './transactions.ts';

export interface LocalDynamoDbOptions {
  /** The directory of the data; kept in memory where there is none. One process at a time may have it open. */
  readonly path?: string;
  readonly clock?: Clock;
}

export interface LocalDynamoDb {
  /** DynamoDB and DynamoDB Streams: both sign for `dynamodb`, and no two operations share a name. */
  readonly api: JsonApi;
  /** Calls back with the ARN of a stream that has new records. Answers how to stop. */
  onStreamRecord(listener: (streamArn: string) => void): () => void;
  /**
   * Deletes the items whose time to live has passed and answers how many; also forgets stream records older than
   * a day and tokens of transactions older than ten minutes.
   */
  sweepExpired(now?: Date): Promise<number>;
  /** Waits for the writes under way. No call may come after it. */
  close(): Promise<void>;
}

/** DynamoDB as far as the templates and adapters use it, durable on disk. */
export async function openDynamoDb({ path, clock = systemClock }: LocalDynamoDbOptions = {}): Promise<LocalDynamoDb> {
  const storage = await openStorage(path);
  const tables = await TableRegistry.open(storage);
  const commits = await CommitLog.open(storage, tables, clock);
  const locks = new KeyLocks();
  const items = new ItemStore({ storage, tables, locks, commits });
  const tokens = new IdempotencyTokens(storage, clock);
  const pages = pageReader(items, tables);
  const transactions = transactionsOn(items, tables, tokens);
  const streams = new Streams(storage, tables, commits);
  const timeToLive = new TimeToLive({ storage, tables, locks, items, clock });
  const api = jsonApi({
    signingName: 'dynamodb',
    protocol: '1.0',
    errorNamespace: 'com.amazonaws.dynamodb.v20120810#',
    operations: {
      ...itemReads(items, tables),
      ...pageReads(pages),
      ...itemOperations(items, tables),
      ...transactionOperations(transactions),
      ...statementOperations({ items, tables, pages, transactions }),
      ...tableOperations({ storage, tables, locks, clock }),
      ...tagOperations(tables, locks),
      ...accountOperations(tables, locks, clock),
      ...timeToLive.operations,
      ...streams.operations,
    },
  });
  return {
    api,
    onStreamRecord: (listener) => commits.onStreamRecord(listener),
    async sweepExpired(now = clock.now()) {
      const deleted = await timeToLive.sweep(now);
      await streams.prune(now);
      await tokens.prune(now);
      return deleted;
    },
    async close() {
      await locks.exclusive(() => commits.drained());
      await storage.close();
    },
  };
}
