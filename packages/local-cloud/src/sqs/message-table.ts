import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { jsonColumn, type Store } from '../store.ts';
import { MessageAttributes } from './message-attributes.ts';

const Row = z.object({
  seq: z.number(),
  queue: z.string(),
  id: z.string(),
  body: z.string(),
  attributes: jsonColumn(MessageAttributes),
  trace_header: z.nullable(z.string()),
  sender_id: z.string(),
  sent_at: z.number(),
  visible_at: z.number(),
  receive_count: z.number(),
  first_received_at: z.nullable(z.number()),
  receipt_handle: z.nullable(z.string()),
  source_arn: z.nullable(z.string()),
});
export type StoredMessage = z.output<typeof Row>;

const Counts = z.object({
  visible: z.number(),
  delayed: z.number(),
  in_flight: z.number(),
  oldest_sent_at: z.nullable(z.number()),
});
const NextVisible = z.object({ at: z.nullable(z.number()) });

export interface NewMessage {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceHeader: string | null;
  readonly senderId: string;
  readonly sentAt: number;
  readonly visibleAt: number;
}

/** The messages of all queues. Times are milliseconds since the epoch. */
export class MessageTable {
  readonly #insert;
  readonly #due;
  readonly #byHandle;
  readonly #all;
  readonly #markReceived;
  readonly #setVisible;
  readonly #moveToQueue;
  readonly #delete;
  readonly #deleteByHandle;
  readonly #deleteQueue;
  readonly #deleteExpired;
  readonly #counts;
  readonly #nextVisible;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS sqs_messages (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
      attributes TEXT NOT NULL, trace_header TEXT, sender_id TEXT NOT NULL, sent_at INTEGER NOT NULL,
      visible_at INTEGER NOT NULL, receive_count INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER,
      receipt_handle TEXT, source_arn TEXT);
      CREATE INDEX IF NOT EXISTS sqs_messages_due ON sqs_messages (queue, visible_at, seq);
      CREATE INDEX IF NOT EXISTS sqs_messages_handle ON sqs_messages (receipt_handle);`);
    this.#insert = store.command(`INSERT INTO sqs_messages
      (queue, id, body, attributes, trace_header, sender_id, sent_at, visible_at)
      VALUES (:queue, :id, :body, :attributes, :traceHeader, :senderId, :sentAt, :visibleAt)`);
    this.#due = store.query(
      `SELECT * FROM sqs_messages WHERE queue = :queue AND visible_at <= :now
       ORDER BY visible_at, seq LIMIT :limit`,
      Row,
    );
    this.#byHandle = store.query('SELECT * FROM sqs_messages WHERE receipt_handle = :handle AND queue = :queue', Row);
    this.#all = store.query('SELECT * FROM sqs_messages WHERE queue = :queue ORDER BY seq', Row);
    this.#markReceived = store.command(`UPDATE sqs_messages SET receive_count = receive_count + 1,
      first_received_at = coalesce(first_received_at, :now), visible_at = :visibleAt, receipt_handle = :handle
      WHERE seq = :seq`);
    this.#setVisible = store.command('UPDATE sqs_messages SET visible_at = :visibleAt WHERE seq = :seq');
    this.#moveToQueue = store.command(`UPDATE sqs_messages SET queue = :queue, id = :id, sent_at = :sentAt,
      visible_at = :now, receive_count = 0, first_received_at = NULL, receipt_handle = NULL, source_arn = :sourceArn
      WHERE seq = :seq`);
    this.#delete = store.command('DELETE FROM sqs_messages WHERE seq = :seq');
    this.#deleteByHandle = store.command('DELETE FROM sqs_messages WHERE receipt_handle = :handle AND queue = :queue');
    this.#deleteQueue = store.command('DELETE FROM sqs_messages WHERE queue = :queue');
    this.#deleteExpired = store.command('DELETE FROM sqs_messages WHERE queue = :queue AND sent_at < :before');
    this.#counts = store.query(
      `SELECT count(*) FILTER (WHERE visible_at <= :now) AS visible,
        count(*) FILTER (WHERE visible_at > :now AND receive_count = 0) AS delayed,
        count(*) FILTER (WHERE visible_at > :now AND receive_count > 0) AS in_flight,
        min(sent_at) AS oldest_sent_at
       FROM sqs_messages WHERE queue = :queue`,
      Counts,
    );
    this.#nextVisible = store.query('SELECT min(visible_at) AS at FROM sqs_messages WHERE queue = :queue', NextVisible);
  }

  /** Answers the new message's id. */
  insert(queue: string, message: NewMessage): string {
    const id = randomUUID();
    this.#insert.run({ queue, id, ...message, attributes: JSON.stringify(message.attributes) });
    return id;
  }

  due(queue: string, now: number, limit: number): StoredMessage[] {
    return this.#due.all({ queue, now, limit });
  }

  all(queue: string): StoredMessage[] {
    return this.#all.all({ queue });
  }

  findByHandle(queue: string, handle: string): StoredMessage | undefined {
    return this.#byHandle.get({ queue, handle });
  }

  markReceived(seq: number, update: { now: number; visibleAt: number; handle: string }): void {
    this.#markReceived.run({ seq, ...update });
  }

  setVisible(seq: number, visibleAt: number): void {
    this.#setVisible.run({ seq, visibleAt });
  }

  /** A dead letter keeps its id and its age, so that retention goes on counting. */
  moveToDeadLetters(message: StoredMessage, move: { queue: string; sourceArn: string; now: number }): void {
    this.#moveToQueue.run({ ...move, seq: message.seq, id: message.id, sentAt: message.sent_at });
  }

  /** A redriven message is a new one: new id, new age. */
  redrive(message: StoredMessage, queue: string, now: number): void {
    this.#moveToQueue.run({ seq: message.seq, queue, id: randomUUID(), sentAt: now, now, sourceArn: null });
  }

  delete(seq: number): void {
    this.#delete.run({ seq });
  }

  deleteByHandle(queue: string, handle: string): void {
    this.#deleteByHandle.run({ queue, handle });
  }

  deleteAll(queue: string): void {
    this.#deleteQueue.run({ queue });
  }

  deleteSentBefore(queue: string, before: number): void {
    this.#deleteExpired.run({ queue, before });
  }

  counts(queue: string, now: number): z.output<typeof Counts> {
    return this.#counts.get({ queue, now }) ?? { visible: 0, delayed: 0, in_flight: 0, oldest_sent_at: null };
  }

  /** When the next message of the queue becomes visible; undefined when the queue is empty. */
  nextVisibleAt(queue: string): number | undefined {
    return this.#nextVisible.get({ queue })?.at ?? undefined;
  }
}
