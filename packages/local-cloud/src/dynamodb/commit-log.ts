import type { Clock } from '@tradewind/kernel';
import type { TableRegistry } from './table-registry.ts';
import { expiryOperations } from './expiry.ts';
import { indexWrites } from './index-writes.ts';
import { del, put, type Storage, type WriteOperation } from './storage.ts';
import {
  changesNothing,
  sequenceNumber,
  streamOf,
  streamRecord,
  type ItemChange,
  type StreamRecord,
  type UserIdentity,
} from './stream-record.ts';
import { StreamTails } from './stream-tails.ts';

export interface Commit {
  /** Writes besides those that follow from the changes: tokens. */
  readonly operations: readonly WriteOperation[];
  readonly changes: readonly ItemChange[];
  /** Who made the changes, where it was not the caller. */
  readonly identity?: UserIdentity;
}

interface Streamed {
  readonly streamArn: string;
  readonly record: StreamRecord;
}

interface Waiting {
  readonly operations: readonly WriteOperation[];
  readonly records: readonly Streamed[];
  readonly done: PromiseWithResolvers<void>;
}

const SEQUENCE_COUNTER = 'sequence';

/**
 * The one way in which items change. A commit becomes one atomic batch with everything that follows from it: index
 * entries, the expiry index and the stream records. Batches are written one after the other, each with all commits
 * that came in meanwhile: a record never becomes visible before one of a lower sequence number, so that a reader of
 * the stream who has seen a number has seen all below it.
 */
export class CommitLog {
  /** The records that were committed last. */
  readonly tails: StreamTails;
  readonly #storage: Storage;
  readonly #tables: TableRegistry;
  readonly #clock: Clock;
  readonly #listeners = new Set<(streamArn: string) => void>();
  #sequence: number;
  #committed: number;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;

  constructor(storage: Storage, tables: TableRegistry, clock: Clock, sequence: number) {
    this.#storage = storage;
    this.#tables = tables;
    this.#clock = clock;
    this.#sequence = sequence;
    this.#committed = sequence;
    this.tails = new StreamTails(sequence);
  }

  static async open(storage: Storage, tables: TableRegistry, clock: Clock): Promise<CommitLog> {
    return new CommitLog(storage, tables, clock, (await storage.counters.get(SEQUENCE_COUNTER)) ?? 0);
  }

  /** The highest sequence number that readers can have seen. */
  get committedSequence(): number {
    return this.#committed;
  }

  /** Calls back with a stream's ARN after records were added to it. Answers how to stop. */
  onStreamRecord(listener: (streamArn: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once all of the commit is written. The caller holds the locks of the changed items until then. */
  commit({ operations, changes, identity }: Commit): Promise<void> {
    const records: Streamed[] = [];
    const all = [...operations];
    for (const change of changes) {
      if (changesNothing(change)) continue;
      all.push(
        ...this.#itemWrite(change),
        ...indexWrites(this.#storage, change),
        ...expiryOperations(this.#storage, change, this.#tables.timeToLive(change.table.TableName)),
        ...this.#streamWrite(change, identity, records),
      );
    }
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ operations: all, records, done });
    this.#flushing ??= this.#flush();
    return done.promise;
  }

  /** Resolves when nothing is left to be written. */
  async drained(): Promise<void> {
    await this.#flushing;
  }

  #itemWrite({ table, key, after }: ItemChange): WriteOperation[] {
    const { items } = this.#storage;
    const itemKey = `${table.TableName}~${key}`;
    return [after === undefined ? del(items, itemKey) : put(items, itemKey, after)];
  }

  #streamWrite(change: ItemChange, identity: UserIdentity | undefined, records: Streamed[]): WriteOperation[] {
    const stream = streamOf(change.table);
    if (stream === undefined) return [];
    this.#sequence += 1;
    const sequence = this.#sequence;
    const record = streamRecord(change, { view: stream.view, sequence, at: this.#clock.now(), identity });
    const key = `${change.table.TableName}~${stream.label}~${sequenceNumber(sequence)}`;
    const streamArn = change.table.LatestStreamArn;
    if (streamArn !== undefined) records.push({ streamArn, record });
    return [put(this.#storage.streamRecords, key, record)];
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      const sequence = this.#sequence;
      this.#waiting = [];
      const counter = sequence > this.#committed ? [put(this.#storage.counters, SEQUENCE_COUNTER, sequence)] : [];
      try {
        await this.#storage.write([...batch.flatMap(({ operations }) => operations), ...counter]);
        this.#committed = sequence;
        const byStream = Object.groupBy(
          batch.flatMap(({ records }) => records),
          ({ streamArn }) => streamArn,
        );
        this.#keep(byStream);
        for (const { done } of batch) done.resolve();
        this.#notify(Object.keys(byStream));
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    this.#flushing = undefined;
  }

  #keep(byStream: Readonly<Partial<Record<string, readonly Streamed[]>>>): void {
    for (const [streamArn, streamed = []] of Object.entries(byStream)) {
      this.tails.append(
        streamArn,
        streamed.map(({ record }) => record),
      );
    }
  }

  #notify(streams: readonly string[]): void {
    for (const arn of streams) for (const listener of this.#listeners) queueMicrotask(() => listener(arn));
  }
}
