import * as z from 'zod/mini';
import { jsonColumn, type Store } from '../store.ts';
import { Target } from './target.ts';

const Row = z.object({
  id: z.number(),
  event_id: z.string(),
  rule_arn: z.string(),
  target: jsonColumn(Target),
  payload: z.string(),
  trace_header: z.nullable(z.string()),
  attempts: z.number(),
  created_at: z.number(),
  next_at: z.number(),
});
export type PendingDelivery = z.output<typeof Row>;

export interface NewDelivery {
  readonly eventId: string;
  readonly ruleArn: string;
  readonly target: Target;
  readonly payload: string;
  readonly traceHeader: string | null;
  readonly now: number;
}

const NextRow = z.object({ at: z.nullable(z.number()) });
const CountRow = z.object({ count: z.number() });

/** Deliveries that were accepted and are not done: a row goes only when its target took the event or it was given up. */
export class DeliveryTable {
  readonly #insert;
  readonly #due;
  readonly #retry;
  readonly #delete;
  readonly #next;
  readonly #count;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS eb_deliveries (
      id INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL, rule_arn TEXT NOT NULL, target TEXT NOT NULL,
      payload TEXT NOT NULL, trace_header TEXT, attempts INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL,
      next_at INTEGER NOT NULL);
      CREATE INDEX IF NOT EXISTS eb_deliveries_next ON eb_deliveries (next_at, id);`);
    this.#insert = store.command(`INSERT INTO eb_deliveries
      (event_id, rule_arn, target, payload, trace_header, created_at, next_at)
      VALUES (:eventId, :ruleArn, :target, :payload, :traceHeader, :now, :now)`);
    this.#due = store.query('SELECT * FROM eb_deliveries WHERE next_at <= :now ORDER BY next_at, id LIMIT :limit', Row);
    this.#retry = store.command('UPDATE eb_deliveries SET attempts = :attempts, next_at = :nextAt WHERE id = :id');
    this.#delete = store.command('DELETE FROM eb_deliveries WHERE id = :id');
    this.#next = store.query('SELECT min(next_at) AS at FROM eb_deliveries', NextRow);
    this.#count = store.query('SELECT count(*) AS count FROM eb_deliveries', CountRow);
  }

  insert(delivery: NewDelivery): void {
    this.#insert.run({ ...delivery, target: JSON.stringify(delivery.target) });
  }

  due(now: number, limit: number): PendingDelivery[] {
    return this.#due.all({ now, limit });
  }

  retry(id: number, attempts: number, nextAt: number): void {
    this.#retry.run({ id, attempts, nextAt });
  }

  delete(id: number): void {
    this.#delete.run({ id });
  }

  nextAt(): number | undefined {
    return this.#next.get()?.at ?? undefined;
  }

  count(): number {
    return this.#count.get()?.count ?? 0;
  }
}
