import * as z from 'zod/mini';
import { jsonColumn, type Store } from '../store.ts';

const Status = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);

const Row = z.object({
  arn: z.string(),
  machine: z.string(),
  name: z.string(),
  /** The definition it runs, which an update of the machine does not change. */
  definition: z.string(),
  status: Status,
  input: z.string(),
  output: z.nullable(z.string()),
  error: z.nullable(z.string()),
  cause: z.nullable(z.string()),
  started_at: z.number(),
  stopped_at: z.nullable(z.number()),
  /** The state last entered, where it resumes, with its input as JSON. */
  current_state: z.nullable(z.string()),
  current_input: z.nullable(z.string()),
});
export type StoredExecution = z.output<typeof Row>;

const HistoryRow = z.object({ id: z.number(), type: z.string(), at: z.number(), details: jsonColumn(z.unknown()) });
export type HistoryEvent = z.output<typeof HistoryRow>;

const LastId = z.object({ id: z.nullable(z.number()) });

export type Ending = Pick<StoredExecution, 'status' | 'output' | 'error' | 'cause'>;

/** Standard executions with their histories. Times are milliseconds since the epoch. */
export class ExecutionTable {
  readonly #byArn;
  readonly #ofMachine;
  readonly #running;
  readonly #insert;
  readonly #enter;
  readonly #end;
  readonly #history;
  readonly #lastId;
  readonly #append;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS sfn_executions (
      arn TEXT PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL, status TEXT NOT NULL,
      input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT, started_at INTEGER NOT NULL, stopped_at INTEGER,
      current_state TEXT, current_input TEXT) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS sfn_executions_machine ON sfn_executions (machine, started_at);
      CREATE TABLE IF NOT EXISTS sfn_history (execution_arn TEXT NOT NULL, id INTEGER NOT NULL, type TEXT NOT NULL,
        at INTEGER NOT NULL, details TEXT NOT NULL, PRIMARY KEY (execution_arn, id)) WITHOUT ROWID;`);
    this.#byArn = store.query('SELECT * FROM sfn_executions WHERE arn = :arn', Row);
    this.#ofMachine = store.query(
      'SELECT * FROM sfn_executions WHERE machine = :machine ORDER BY started_at DESC, arn',
      Row,
    );
    this.#running = store.query("SELECT * FROM sfn_executions WHERE status = 'RUNNING' ORDER BY started_at", Row);
    this.#insert = store.command(`INSERT INTO sfn_executions (arn, machine, name, definition, status, input, started_at)
      VALUES (:arn, :machine, :name, :definition, 'RUNNING', :input, :startedAt)`);
    this.#enter = store.command(
      'UPDATE sfn_executions SET current_state = :state, current_input = :input WHERE arn = :arn',
    );
    this.#end = store.command(`UPDATE sfn_executions SET status = :status, output = :output, error = :error,
      cause = :cause, stopped_at = :stoppedAt WHERE arn = :arn AND status = 'RUNNING'`);
    this.#history = store.query('SELECT * FROM sfn_history WHERE execution_arn = :arn ORDER BY id', HistoryRow);
    this.#lastId = store.query('SELECT max(id) AS id FROM sfn_history WHERE execution_arn = :arn', LastId);
    this.#append = store.command('INSERT INTO sfn_history VALUES (:arn, :id, :type, :at, :details)');
  }

  find(arn: string): StoredExecution | undefined {
    return this.#byArn.get({ arn });
  }

  ofMachine(machine: string): StoredExecution[] {
    return this.#ofMachine.all({ machine });
  }

  running(): StoredExecution[] {
    return this.#running.all();
  }

  insert(execution: Pick<StoredExecution, 'arn' | 'machine' | 'name' | 'definition' | 'input'>, startedAt: number) {
    const { arn, machine, name, definition, input } = execution;
    this.#insert.run({ arn, machine, name, definition, input, startedAt });
  }

  enter(arn: string, state: string, input: unknown): void {
    this.#enter.run({ arn, state, input: JSON.stringify(input) });
  }

  /** Only the first ending counts. */
  end(arn: string, { status, output, error, cause }: Ending, stoppedAt: number): void {
    this.#end.run({ arn, status, output, error, cause, stoppedAt });
  }

  history(arn: string): HistoryEvent[] {
    return this.#history.all({ arn });
  }

  append(arn: string, event: { type: string; at: number; details: object }): void {
    const id = (this.#lastId.get({ arn })?.id ?? 0) + 1;
    this.#append.run({ arn, id, type: event.type, at: event.at, details: JSON.stringify(event.details) });
  }
}
