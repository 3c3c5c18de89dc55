export type Item = Record<string, unknown>;
export type Key = Readonly<Record<string, string | number>>;

/** A condition on the item as it stands; `:name` in it is looked up in `values`, `#name` names the attribute `name`. */
export interface Conditional {
  readonly condition?: string;
  readonly values?: Item;
}

export interface UpdateWrite extends Conditional {
  /** An UpdateExpression: `SET #status = :status ADD #version :one`. */
  readonly update: string;
}

/** One action of a transaction. */
export type Write =
  | ({ readonly put: Item } & Conditional)
  | ({ readonly key: Key } & UpdateWrite)
  | ({ readonly delete: Key } & Conditional)
  | { readonly check: Key; readonly condition: string; readonly values?: Item };

export interface Query {
  /** A KeyConditionExpression: `#pk = :pk AND begins_with(#sk, :sk)`. */
  readonly where: string;
  readonly values: Item;
  readonly filter?: string;
  readonly index?: string;
  readonly limit?: number;
  readonly order?: 'ascending' | 'descending';
  readonly consistent?: boolean;
  readonly after?: Key;
}

export interface QueryPage {
  readonly items: Item[];
  /** The key to continue after; undefined at the end. */
  readonly lastKey: Item | undefined;
}

export interface TransactOptions {
  /** `ClientRequestToken`: the same token and actions within ten minutes take effect once. */
  readonly token?: string;
}

export interface Table {
  readonly name: string;
  get(key: Key, options?: { readonly consistent?: boolean }): Promise<Item | undefined>;
  /** Throws ConditionFailedError. */
  put(item: Item, write?: Conditional): Promise<void>;
  /** Answers the item after the update. Throws ConditionFailedError. */
  update(key: Key, write: UpdateWrite): Promise<Item>;
  /** Throws ConditionFailedError. */
  delete(key: Key, write?: Conditional): Promise<void>;
  query(query: Query): Promise<QueryPage>;
  /** Any number of keys, in no particular order; missing items are left out. */
  batchGet(keys: readonly Key[], options?: { readonly consistent?: boolean }): Promise<Item[]>;
  /**
   * Up to 100 writes, all or none. Conflicts with concurrent transactions are retried with backoff.
   * Throws TransactionFailedError naming the write whose condition failed.
   */
  transact(writes: readonly Write[], options?: TransactOptions): Promise<void>;
  /** Up to 100 items read at one moment; undefined where there is none. */
  transactGet(keys: readonly Key[]): Promise<(Item | undefined)[]>;
}
