import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import * as z from 'zod/mini';

/** Raised with every change of a table, since data of another shape cannot be read. */
const SCHEMA_VERSION = 1;

export type Parameters = Readonly<Record<string, SQLInputValue>>;

export interface Query<Row> {
  get(parameters?: Parameters): Row | undefined;
  all(parameters?: Parameters): Row[];
}

export interface Command {
  /** Answers how many rows changed. */
  run(parameters?: Parameters): number;
}

/** One SQLite database for everything that the AWS APIs remember. Calls are synchronous; what returned is on disk. */
export interface Store {
  /** Creates tables and indexes (`IF NOT EXISTS`). */
  define(sql: string): void;
  query<Schema extends z.ZodMiniType>(sql: string, row: Schema): Query<z.output<Schema>>;
  command(sql: string): Command;
  /** All or nothing. Inside another transaction it joins that one. */
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

/** The data directory was written by another version of the local cloud. */
export class StoreVersionError extends Error {
  override readonly name = 'StoreVersionError';
}

/**
 * Opens the database at `path`, or in memory without one. WAL with `synchronous = NORMAL`: a commit survives the death
 * of the process, which is what `kill -9` asks for; only a power cut may take the last ones.
 */
export function openStore({ path }: { readonly path?: string } = {}): Store {
  if (path !== undefined) mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path ?? ':memory:');
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  checkVersion(database, path);
  let depth = 0;

  return {
    define: (sql) => database.exec(sql),
    query(sql, row) {
      const statement = database.prepare(sql);
      const rows = z.array(row);
      return {
        get(parameters = {}) {
          const found = statement.get(parameters);
          return found === undefined ? undefined : z.parse(row, found);
        },
        all: (parameters = {}) => z.parse(rows, statement.all(parameters)),
      };
    },
    command(sql) {
      const statement = database.prepare(sql);
      return { run: (parameters = {}) => Number(statement.run(parameters).changes) };
    },
    transaction(work) {
      if (depth > 0) return work();
      depth += 1;
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
}

/** A column that holds JSON of the given shape. */
export function jsonColumn<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((text): unknown => JSON.parse(text)),
    ),
    schema,
  );
}

function checkVersion(database: DatabaseSync, path: string | undefined): void {
  const { user_version: version } = z.parse(
    z.object({ user_version: z.number() }),
    database.prepare('PRAGMA user_version').get(),
  );
  if (version === 0) {
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    return;
  }
  if (version === SCHEMA_VERSION) return;
  database.close();
  throw new StoreVersionError(
    `${path ?? 'The database'} has schema version ${version}, this is version ${SCHEMA_VERSION}: run \`npm run reset\`.`,
  );
}
