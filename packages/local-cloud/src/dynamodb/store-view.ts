import { ACCOUNT_ID, REGION } from '../aws/account.ts';
import type { Written } from './capacity.ts';
import type { ActionStore } from './dynalite.ts';
import type { Callback, DynaliteItemDb, Item, TableDescription, ValueRange } from './dynalite-types.ts';
import { AwsError } from '../aws/api.ts';
import type { Section, Storage, WriteOperation } from './storage.ts';
import type { ItemChange } from './stream-record.ts';
import type { TableRegistry } from './table-registry.ts';
import { LevelValueSource } from './value-source.ts';

/** What dynalite's checks know of. It measures items in characters: their size is checked here, in bytes. */
export const limits = {
  options: { maxItemSize: Infinity },
  tableDb: { awsAccountId: ACCOUNT_ID, awsRegion: REGION },
};

/** An item by its place, whether it exists or not. */
export interface ItemPlace {
  readonly table: TableDescription;
  readonly key: string;
}

export function placeKey({ table, key }: ItemPlace): string {
  return `${table.TableName}~${key}`;
}

/** dynalite tells a missing table by this shape; the answer is made of its body. */
function tableNotFound(name: string, whileActive: boolean): Error {
  const message = `Requested resource not found${whileActive ? '' : `: Table: ${name} not found`}`;
  return Object.assign(new Error(message), {
    name: 'NotFoundError',
    statusCode: 400,
    body: { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message },
  });
}

/**
 * The store as one request of dynalite's sees it. Reads see what is committed and what this request wrote; writes
 * stay here until they are committed as a whole. Locks are taken by the caller, hence nothing is locked here.
 */
export class StoreView implements ActionStore {
  readonly options = limits.options;
  readonly tableDb = limits.tableDb;
  readonly #storage: Storage;
  readonly #tables: TableRegistry;
  readonly #read: ReadonlyMap<string, Item | undefined>;
  readonly #changes = new Map<string, ItemChange>();
  readonly #operations: WriteOperation[] = [];
  #reportDefect: (error: unknown) => void = () => undefined;

  /** `read` holds the items that were read beforehand, by place. */
  constructor(storage: Storage, tables: TableRegistry, read: ReadonlyMap<string, Item | undefined> = new Map()) {
    this.#storage = storage;
    this.#tables = tables;
    this.#read = read;
  }

  /** What was written, in order. */
  get changes(): readonly ItemChange[] {
    return [...this.#changes.values()];
  }

  /** The writes that go with the changes, besides those that follow from them. */
  get operations(): readonly WriteOperation[] {
    return this.#operations;
  }

  add(operations: readonly WriteOperation[]): void {
    this.#operations.push(...operations);
  }

  onDefect(report: (error: unknown) => void): void {
    this.#reportDefect = report;
  }

  /** An item that was read beforehand, or as this request wrote it. */
  item(place: ItemPlace): Item | undefined {
    const key = placeKey(place);
    const change = this.#changes.get(key);
    return change === undefined ? this.#read.get(key) : change.after;
  }

  /** A place before and after what this request wrote. */
  written(place: ItemPlace): Written {
    const table = this.#tables.description(place.table.TableName);
    return { table, before: this.#read.get(placeKey(place)), after: this.item(place) };
  }

  /**
   * Puts an item into a place, or deletes what is there. The place was read beforehand; its table may have changed
   * since then, before the locks were taken.
   */
  replace(place: ItemPlace, after: Item | undefined): void {
    const key = placeKey(place);
    const table = this.#tables.description(place.table.TableName);
    this.#changes.set(key, { table, key: place.key, before: this.#read.get(key), after });
  }

  getTable(
    name: string,
    checkStatus: boolean | Callback<TableDescription>,
    callback?: Callback<TableDescription>,
  ): void {
    const answer = typeof checkStatus === 'function' ? checkStatus : callback;
    const table = this.#tables.find(name)?.description;
    if (table === undefined) answer?.(tableNotFound(name, checkStatus !== false));
    else answer?.(null, table);
  }

  getItemDb(tableName: string): DynaliteItemDb {
    const table = this.#tables.description(tableName);
    const section = this.#storage.items;
    const write = (key: string, after: Item | undefined, callback: Callback<never>): void => {
      this.replace({ table, key }, after);
      callback();
    };
    return {
      lock: (_, work) => work((callback) => callback),
      get: (key, callback) => this.#get({ table, key }, callback),
      put: (key, item, callback) => write(key, item, callback),
      del: (key, callback) => write(key, undefined, callback),
      createValueStream: (range) => this.#values(section, tableName, range),
    };
  }

  /** An index to read from. What belongs into it follows from the changes when they are committed. */
  getIndexDb(_type: string, tableName: string, index: string): DynaliteItemDb {
    const section = this.#storage.indexes;
    const ignore = (callback: Callback<never>): void => callback();
    return {
      lock: (_, work) => work((callback) => callback),
      get: () => {
        throw new AwsError('InternalServerError', 'An index has no items of its own.', 500);
      },
      put: (_key, _item, callback) => ignore(callback),
      del: (_key, callback) => ignore(callback),
      createValueStream: (range) => this.#values(section, `${tableName}~${index}`, range),
    };
  }

  #get(place: ItemPlace, callback: Callback<Item>): void {
    const key = placeKey(place);
    if (this.#changes.has(key) || this.#read.has(key)) {
      callback(null, this.item(place));
      return;
    }
    void this.#getCommitted(key, callback);
  }

  async #getCommitted(key: string, callback: Callback<Item>): Promise<void> {
    try {
      const [item] = await this.#storage.readItems([key]);
      callback(null, item);
    } catch (error) {
      this.#reportDefect(error);
    }
  }

  #values(section: Section<Item>, prefix: string, { gt, gte, lt, lte, reverse, limit }: ValueRange): LevelValueSource {
    const at = (bound: string): string => `${prefix}~${bound}`;
    const range = {
      ...(gt === undefined ? { gte: at(gte ?? '') } : { gt: at(gt) }),
      ...(lte === undefined ? { lt: at(lt ?? '\u007f') } : { lte: at(lte) }),
      reverse: reverse ?? false,
      limit: limit ?? -1,
    };
    return new LevelValueSource(section, range, (error) => this.#reportDefect(error));
  }
}
