import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import { jsonColumn, type Store } from '../store.ts';
import type { BridgeEvent } from './bridge-event.ts';
import { parseEventPattern, type EventMatcher } from './event-pattern.ts';

const DAY_MS = 86_400_000;

const ArchiveRow = z.object({
  name: z.string(),
  bus: z.string(),
  pattern: z.nullable(z.string()),
  description: z.nullable(z.string()),
  /** 0 keeps events for ever. */
  retention_days: z.number(),
  created_at: z.number(),
});
export type Archive = z.output<typeof ArchiveRow>;

const StoredEvent = z.object({
  version: z.literal('0'),
  id: z.string(),
  'detail-type': z.string(),
  source: z.string(),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.unknown(),
});
const EventRow = z.object({ seq: z.number(), time: z.number(), event: jsonColumn(StoredEvent) });
export type ArchivedEvent = z.output<typeof EventRow>;

const SizeRow = z.object({ count: z.number(), bytes: z.nullable(z.number()) });

/** Where a replay has come to: the next events have a later time, or the same and a higher number. */
export interface ArchivePosition {
  readonly time: number;
  readonly seq: number;
}

/** Archives and their events. Times are milliseconds since the epoch; an event's is the one that it names itself. */
export class ArchiveTable {
  readonly #store: Store;
  readonly #matchers = new Map<string, EventMatcher>();
  readonly #archives;
  readonly #archive;
  readonly #put;
  readonly #delete;
  readonly #insertEvent;
  readonly #deleteEvents;
  readonly #expire;
  readonly #after;
  readonly #size;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS eb_archives (name TEXT PRIMARY KEY, bus TEXT NOT NULL, pattern TEXT,
        description TEXT, retention_days INTEGER NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS eb_archived_events (seq INTEGER PRIMARY KEY AUTOINCREMENT, archive TEXT NOT NULL,
        time INTEGER NOT NULL, event TEXT NOT NULL);
      CREATE INDEX IF NOT EXISTS eb_archived_events_time ON eb_archived_events (archive, time, seq);`);
    this.#store = store;
    this.#archives = store.query('SELECT * FROM eb_archives ORDER BY name', ArchiveRow);
    this.#archive = store.query('SELECT * FROM eb_archives WHERE name = :name', ArchiveRow);
    this.#put = store.command(
      'INSERT OR REPLACE INTO eb_archives VALUES (:name, :bus, :pattern, :description, :retention_days, :created_at)',
    );
    this.#delete = store.command('DELETE FROM eb_archives WHERE name = :name');
    this.#insertEvent = store.command(
      'INSERT INTO eb_archived_events (archive, time, event) VALUES (:archive, :time, :event)',
    );
    this.#deleteEvents = store.command('DELETE FROM eb_archived_events WHERE archive = :archive');
    this.#expire = store.command('DELETE FROM eb_archived_events WHERE archive = :archive AND time < :before');
    this.#after = store.query(
      `SELECT seq, time, event FROM eb_archived_events
        WHERE archive = :archive AND (time, seq) > (:time, :seq) AND time <= :until ORDER BY time, seq LIMIT :limit`,
      EventRow,
    );
    this.#size = store.query(
      'SELECT count(*) AS count, sum(length(event)) AS bytes FROM eb_archived_events WHERE archive = :archive',
      SizeRow,
    );
  }

  archives(): Archive[] {
    return this.#archives.all();
  }

  archive(name: string): Archive | undefined {
    return this.#archive.get({ name });
  }

  put(archive: Archive): void {
    this.#put.run({ ...archive });
  }

  /** With its events. */
  delete(name: string): void {
    this.#store.transaction(() => {
      this.#deleteEvents.run({ archive: name });
      this.#delete.run({ name });
    });
  }

  /** Keeps the event in every archive of the bus that wants it. Replayed events are in theirs already. */
  keep(bus: string, event: BridgeEvent): void {
    for (const archive of this.archives()) {
      if (archive.bus !== bus || !this.#wants(archive, event)) continue;
      this.#insertEvent.run({ archive: archive.name, time: Date.parse(event.time), event: JSON.stringify(event) });
    }
  }

  /** The next events up to and including a time, in the order of their times. */
  after(archive: string, position: ArchivePosition, until: number, limit: number): ArchivedEvent[] {
    return this.#after.all({ archive, ...position, until, limit });
  }

  /** Forgets what is older than its archive keeps. */
  expire(now: number): void {
    for (const { name, retention_days: days } of this.archives()) {
      if (days > 0) this.#expire.run({ archive: name, before: now - days * DAY_MS });
    }
  }

  size(archive: string): { readonly count: number; readonly bytes: number } {
    const { count = 0, bytes } = this.#size.get({ archive }) ?? {};
    return { count, bytes: bytes ?? 0 };
  }

  #wants({ pattern }: Archive, event: BridgeEvent): boolean {
    if (pattern === null) return true;
    const matcher = this.#matchers.get(pattern) ?? parseEventPattern(pattern);
    this.#matchers.set(pattern, matcher);
    return matcher(event);
  }
}

export function archiveArn(name: string): string {
  return arn('events', `archive/${name}`);
}
