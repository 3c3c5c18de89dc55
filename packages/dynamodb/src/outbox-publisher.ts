import {
  PutEventsCommand,
  type EventBridgeClient,
  type PutEventsCommandOutput,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { setTimeout as delay } from 'node:timers/promises';
import { eventBridgeClient } from './event-bridge-client.ts';
import { OUTBOX_PREFIX } from './outbox.ts';
import { traceHeaderOf } from './trace-header.ts';
import type { Key, Table } from './types.ts';

/** What is read of a record of a DynamoDB stream, in the shape in which Lambda delivers it. */
export interface OutboxStreamRecord {
  readonly eventName?: string | undefined;
  readonly dynamodb?:
    | {
        readonly SequenceNumber?: string | undefined;
        readonly NewImage?: Readonly<Record<string, { readonly S?: string | undefined }>> | undefined;
      }
    | undefined;
}

export interface PublishResult {
  /** Sequence numbers of the records that still have to be published, in stream order; empty when all is done. */
  readonly failed: readonly string[];
  /** What stood in the way of the first of them. */
  readonly cause?: unknown;
}

export interface OutboxPublisher {
  /**
   * Puts the events of a batch of stream records on the bus and deletes each outbox row once the bus accepted it.
   * Records that are no outbox insertions are passed over. Never throws for a record: what could not be published
   * is in `failed`, to be answered as the batch's item failures so that the stream delivers it again. An event may
   * therefore reach the bus twice, never less than once.
   */
  publish(records: readonly OutboxStreamRecord[]): Promise<PublishResult>;
}

export interface OutboxPublisherOptions {
  readonly table: Pick<Table, 'delete'>;
  readonly busName: string;
  readonly client?: Pick<EventBridgeClient, 'send'>;
}

interface PendingEvent {
  readonly sequenceNumber: string;
  readonly key: Key;
  readonly entry: PutEventsRequestEntry;
}

interface Unpublished {
  readonly sequenceNumbers: readonly string[];
  readonly cause: unknown;
}

const MAX_ENTRIES = 10;
/** EventBridge's limit on one PutEvents request, over all of its entries. */
const MAX_REQUEST_BYTES = 256 * 1024;
const MAX_ATTEMPTS = 3;
const RETRY_DELAY_MS = 50;

function isOutboxInsert({ eventName, dynamodb }: OutboxStreamRecord): boolean {
  return eventName === 'INSERT' && dynamodb?.NewImage?.['pk']?.S?.startsWith(OUTBOX_PREFIX) === true;
}

function sequenceNumberOf({ dynamodb }: OutboxStreamRecord): string {
  return dynamodb?.SequenceNumber ?? '';
}

/** Throws for a row that no publisher can ever make an event of; the stream's dead letter queue takes it. */
function toPendingEvent(record: OutboxStreamRecord, busName: string): PendingEvent {
  const { pk, sk, source, detailType, detail } = record.dynamodb?.NewImage ?? {};
  if (!pk?.S || !sk?.S || !source?.S || !detailType?.S || !detail?.S) {
    throw new TypeError(`The outbox row ${pk?.S ?? ''} lacks its event.`);
  }
  return {
    sequenceNumber: sequenceNumberOf(record),
    key: { pk: pk.S, sk: sk.S },
    entry: {
      EventBusName: busName,
      Source: source.S,
      DetailType: detailType.S,
      Detail: detail.S,
      TraceHeader: traceHeaderOf(JSON.parse(detail.S)),
    },
  };
}

/** Size as EventBridge counts it: the UTF-8 bytes of source, detail type and detail. */
function sizeOf({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}

function batches(events: readonly PendingEvent[]): PendingEvent[][] {
  const filled: PendingEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = sizeOf(event.entry);
    const current = filled.at(-1);
    if (current === undefined || current.length === MAX_ENTRIES || bytes + size > MAX_REQUEST_BYTES) {
      filled.push([event]);
      bytes = size;
    } else {
      current.push(event);
      bytes += size;
    }
  }
  return filled;
}

class RejectedEntriesError extends Error {
  constructor({ Entries = [] }: PutEventsCommandOutput) {
    const codes = Entries.flatMap(({ ErrorCode, ErrorMessage }) => (ErrorCode ? [`${ErrorCode} ${ErrorMessage}`] : []));
    super(`The event bus did not accept every event: ${codes.join('; ')}`);
    this.name = 'RejectedEntriesError';
  }
}

function resultOf(inOrder: readonly string[], unpublished: readonly Unpublished[]): PublishResult {
  const reasons = new Map(
    unpublished.flatMap(({ sequenceNumbers, cause }) => sequenceNumbers.map((number) => [number, cause] as const)),
  );
  const failed = inOrder.filter((sequenceNumber) => reasons.has(sequenceNumber));
  const [first] = failed;
  return first === undefined ? { failed } : { failed, cause: reasons.get(first) };
}

/** The publisher of one table's outbox: what every service's `publish-outbox` function does. */
export function outboxPublisher(options: OutboxPublisherOptions): OutboxPublisher {
  const { table, busName } = options;

  async function deleteRows(accepted: readonly PendingEvent[]): Promise<void> {
    await Promise.all(accepted.map(({ key }) => table.delete(key)));
  }

  /** Answers what the bus did not take; nothing when all is done. */
  async function publishBatch(batch: readonly PendingEvent[]): Promise<Unpublished[]> {
    const client = options.client ?? eventBridgeClient();
    let pending = batch;
    try {
      for (let attempt = 1; ; attempt += 1) {
        const output = await client.send(new PutEventsCommand({ Entries: pending.map(({ entry }) => entry) }));
        const rejected = pending.filter((_, index) => output.Entries?.[index]?.EventId === undefined);
        const accepted = pending.filter((event) => !rejected.includes(event));
        await deleteRows(accepted);
        pending = rejected;
        if (rejected.length === 0) return [];
        if (attempt === MAX_ATTEMPTS) throw new RejectedEntriesError(output);
        await delay(RETRY_DELAY_MS * attempt);
      }
    } catch (cause) {
      return [{ sequenceNumbers: pending.map(({ sequenceNumber }) => sequenceNumber), cause }];
    }
  }

  return {
    async publish(records) {
      const inserted = records.filter(isOutboxInsert);
      const unpublished: Unpublished[] = [];
      const events: PendingEvent[] = [];
      for (const record of inserted) {
        try {
          events.push(toPendingEvent(record, busName));
        } catch (cause) {
          unpublished.push({ sequenceNumbers: [sequenceNumberOf(record)], cause });
        }
      }
      for (const batch of batches(events)) unpublished.push(...(await publishBatch(batch)));
      return resultOf(inserted.map(sequenceNumberOf), unpublished);
    },
  };
}
