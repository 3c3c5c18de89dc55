import { AwsError } from '../aws/api.ts';
import type { TableDescription } from './dynalite-types.ts';
import { del, put, type Storage, type TableRecord, type WriteOperation } from './storage.ts';

/** All tables, held in memory and written through, so that no request reads a definition from disk. */
export class TableRegistry {
  readonly #storage: Storage;
  readonly #tables: Map<string, TableRecord>;

  constructor(storage: Storage, tables: Map<string, TableRecord>) {
    this.#storage = storage;
    this.#tables = tables;
  }

  static async open(storage: Storage): Promise<TableRegistry> {
    return new TableRegistry(storage, new Map(await storage.tables.iterator().all()));
  }

  find(name: string): TableRecord | undefined {
    return this.#tables.get(name);
  }

  /** Throws ResourceNotFoundException in the words of the item operations. */
  description(name: string): TableDescription {
    const record = this.#tables.get(name);
    if (record === undefined) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
    return record.description;
  }

  /** Throws ResourceNotFoundException in the words of the operations on tables. */
  record(name: string): TableRecord {
    const record = this.#tables.get(name);
    if (record === undefined) {
      throw new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
    }
    return record;
  }

  timeToLive(name: string): string | undefined {
    return this.#tables.get(name)?.timeToLive;
  }

  /** Every table, by name. */
  all(): TableRecord[] {
    return [...this.#tables.values()].toSorted((left, right) =>
      left.description.TableName < right.description.TableName ? -1 : 1,
    );
  }

  /** Adds or replaces a table, together with what follows from the change. The caller holds the exclusive lock. */
  async save(record: TableRecord, operations: readonly WriteOperation[] = []): Promise<void> {
    const name = record.description.TableName;
    await this.#storage.write([put(this.#storage.tables, name, record), ...operations]);
    this.#tables.set(name, record);
  }

  /** Removes a table, together with all that belongs to it. The caller holds the exclusive lock. */
  async remove(name: string, operations: readonly WriteOperation[]): Promise<void> {
    await this.#storage.write([del(this.#storage.tables, name), ...operations]);
    this.#tables.delete(name);
  }
}
