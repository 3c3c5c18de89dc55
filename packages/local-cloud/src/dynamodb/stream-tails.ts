import type { StreamRecord } from './stream-record.ts';

/** Of one stream. Its readers follow closely: who is further behind than this reads from the disk. */
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_RECORDS = 500;

interface Tail {
  /** In the order of their sequence numbers, without a gap behind `since`. */
  records: StreamRecord[];
  since: number;
  bytes: number;
}

const sequenceOf = ({ dynamodb }: StreamRecord): number => Number(dynamodb.SequenceNumber);

/** The newest records of each stream in memory, where nearly every read of a stream finds what it looks for. */
export class StreamTails {
  readonly #tails = new Map<string, Tail>();
  readonly #since: number;

  /** `since` is the last sequence number that was given before; no record up to it is ever here. */
  constructor(since: number) {
    this.#since = since;
  }

  /** Takes over what was written to the disk, in its order. */
  append(streamArn: string, records: readonly StreamRecord[]): void {
    const tail = this.#tails.get(streamArn) ?? { records: [], since: this.#since, bytes: 0 };
    this.#tails.set(streamArn, tail);
    for (const record of records) {
      tail.records.push(record);
      tail.bytes += record.dynamodb.SizeBytes;
    }
    while (tail.records.length > MAX_RECORDS || tail.bytes > MAX_BYTES) {
      const dropped = tail.records.splice(0, Math.ceil(tail.records.length / 2));
      for (const record of dropped) {
        tail.since = sequenceOf(record);
        tail.bytes -= record.dynamodb.SizeBytes;
      }
    }
  }

  /** At most `limit` records behind a sequence number, oldest first; undefined when only the disk knows them all. */
  after(streamArn: string, sequence: number, limit: number): readonly StreamRecord[] | undefined {
    const { records, since } = this.#tails.get(streamArn) ?? { records: [], since: this.#since };
    if (sequence < since) return undefined;
    const first = records.findLastIndex((record) => sequenceOf(record) <= sequence) + 1;
    return records.slice(first, first + limit);
  }

  /** Drops what it has of a stream: its oldest records were deleted from the disk. */
  forget(streamArn: string): void {
    const tail = this.#tails.get(streamArn);
    const last = tail?.records.at(-1);
    if (last !== undefined) this.#tails.set(streamArn, { records: [], since: sequenceOf(last), bytes: 0 });
  }
}
