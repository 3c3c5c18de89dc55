import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import { jsonColumn, type Store } from '../store.ts';

const ReplayState = z.enum(['STARTING', 'RUNNING', 'CANCELLING', 'COMPLETED', 'CANCELLED', 'FAILED']);
export type ReplayState = z.output<typeof ReplayState>;

const Row = z.object({
  name: z.string(),
  archive: z.string(),
  bus: z.string(),
  description: z.nullable(z.string()),
  /** ARNs of the rules that get the events; null for every rule of the bus. */
  rules: z.nullable(jsonColumn(z.array(z.string()))),
  start_time: z.number(),
  end_time: z.number(),
  state: ReplayState,
  reason: z.nullable(z.string()),
  /** The event that was replayed last. */
  last_time: z.nullable(z.number()),
  last_seq: z.number(),
  started_at: z.number(),
  ended_at: z.nullable(z.number()),
});
export type Replay = z.output<typeof Row>;

/** Replays with how far they have come. Names are never used again. Times are milliseconds since the epoch. */
export class ReplayTable {
  readonly #all;
  readonly #one;
  readonly #put;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS eb_replays (name TEXT PRIMARY KEY, archive TEXT NOT NULL, bus TEXT NOT NULL,
      description TEXT, rules TEXT, start_time INTEGER NOT NULL, end_time INTEGER NOT NULL, state TEXT NOT NULL,
      reason TEXT, last_time INTEGER, last_seq INTEGER NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER)
      WITHOUT ROWID;`);
    this.#all = store.query('SELECT * FROM eb_replays ORDER BY name', Row);
    this.#one = store.query('SELECT * FROM eb_replays WHERE name = :name', Row);
    this.#put = store.command(`INSERT OR REPLACE INTO eb_replays VALUES (:name, :archive, :bus, :description, :rules,
      :start_time, :end_time, :state, :reason, :last_time, :last_seq, :started_at, :ended_at)`);
  }

  all(): Replay[] {
    return this.#all.all();
  }

  replay(name: string): Replay | undefined {
    return this.#one.get({ name });
  }

  put(replay: Replay): void {
    this.#put.run({ ...replay, rules: replay.rules === null ? null : JSON.stringify(replay.rules) });
  }
}

export function replayArn(name: string): string {
  return arn('events', `replay/${name}`);
}

/** Whether there is more to do for it. */
export function isActive({ state }: Pick<Replay, 'state'>): boolean {
  return state === 'STARTING' || state === 'RUNNING' || state === 'CANCELLING';
}
