import * as z from 'zod/mini';
import type { Store } from '../store.ts';

const Row = z.object({ sequence_number: z.string() });

/** How far each stream mapping has come, on disk before the next batch is begun. */
export class StreamPositions {
  readonly #select;
  readonly #upsert;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS stream_positions (
      mapping TEXT PRIMARY KEY, sequence_number TEXT NOT NULL) WITHOUT ROWID`);
    this.#select = store.query('SELECT sequence_number FROM stream_positions WHERE mapping = :mapping', Row);
    this.#upsert = store.command(`INSERT INTO stream_positions (mapping, sequence_number)
      VALUES (:mapping, :sequenceNumber)
      ON CONFLICT (mapping) DO UPDATE SET sequence_number = excluded.sequence_number`);
  }

  /** The last sequence number that is done; empty when the mapping stands before the first, undefined when it is new. */
  get(mapping: string): string | undefined {
    return this.#select.get({ mapping })?.sequence_number;
  }

  save(mapping: string, sequenceNumber: string): void {
    this.#upsert.run({ mapping, sequenceNumber });
  }
}
