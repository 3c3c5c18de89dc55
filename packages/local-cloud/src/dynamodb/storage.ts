import type { AbstractBatchOperation, AbstractLevel, AbstractSublevel } from 'abstract-level';
import { ClassicLevel } from 'classic-level';
import { MemoryLevel } from 'memory-level';
import * as z from 'zod/mini';
import type { Item, TableDescription } from './dynalite-types.ts';
import { ItemCache } from './item-cache.ts';
import type { StreamRecord } from './stream-record.ts';

type Bytes = string | Buffer | Uint8Array;
type Root = AbstractLevel<Bytes>;
/** One kind of data under text keys. */
export type Section<Value> = AbstractSublevel<Root, Bytes, string, Value>;

/** A section whatever its values. */
type AnySection = NonNullable<AbstractBatchOperation<Root, string, unknown>['sublevel']>;

/** All that is known of a table besides its items. */
export interface TableRecord {
  readonly description: TableDescription;
  readonly tags: Readonly<Record<string, string>>;
  /** The attribute that holds the time to live, where it is enabled. */
  readonly timeToLive?: string;
  /** Since when (seconds since the epoch) and for how many days back the table could be restored on AWS. */
  readonly pointInTimeRecovery?: { readonly since: number; readonly days: number };
}

/** A transaction that took effect under a `ClientRequestToken`. */
export interface UsedToken {
  readonly requestHash: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export type WriteOperation =
  | { readonly type: 'put'; readonly sublevel: AnySection; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly sublevel: AnySection; readonly key: string };

/** Everything that is kept, each kind in a section of one LevelDB store, so that one batch can write to all. */
export interface Storage {
  readonly tables: Section<TableRecord>;
  /** By `<table>~<storage key>`. */
  readonly items: Section<Item>;
  /** By `<table>~<index>~<index key>`. */
  readonly indexes: Section<Item>;
  /** By `<table>~<padded epoch second>~<storage key>`: the items in the order in which they expire. */
  readonly expiries: Section<string>;
  /** By `<table>~<stream label>~<sequence number>`. */
  readonly streamRecords: Section<StreamRecord>;
  /** By `ClientRequestToken`. */
  readonly tokens: Section<UsedToken>;
  /** By `<padded epoch ms>~<token>`: the tokens in the order in which they expire. */
  readonly tokenExpiries: Section<string>;
  readonly counters: Section<number>;
  /** The items under these keys, read at one moment; undefined where there is none. They must not be changed. */
  readItems(keys: readonly string[]): Promise<(Item | undefined)[]>;
  /** All of it or nothing. When it resolves, the operating system has it: it survives the death of this process. */
  write(operations: readonly WriteOperation[]): Promise<void>;
  close(): Promise<void>;
}

/** Items as they are at this moment, whatever is written meanwhile. */
async function readAtOnce(root: Root, items: Section<Item>, keys: readonly string[]) {
  const snapshot = root.snapshot();
  try {
    return keys.map((key) => items.getSync(key, { snapshot }));
  } finally {
    await snapshot.close();
  }
}

/**
 * All from memory or all from one look at the disk: together they must be of one moment. They are read in this thread,
 * which costs less than going to another for blocks that the operating system mostly has in memory.
 */
async function readItems(root: Root, items: Section<Item>, cache: ItemCache, keys: readonly string[]) {
  const cached = keys.map((key) => cache.get(key));
  if (!cached.includes(undefined)) return cached;
  const keep = cache.reading();
  const [only, ...more] = keys;
  const found = only !== undefined && more.length === 0 ? [items.getSync(only)] : await readAtOnce(root, items, keys);
  for (const [index, key] of keys.entries()) keep(key, found[index]);
  return found;
}

/** `put` lets nothing but items into the section of the items. */
function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null;
}

function entryOf(operation: WriteOperation): readonly [string, Item | undefined] {
  return [operation.key, operation.type === 'put' && isItem(operation.value) ? operation.value : undefined];
}

/** A laptop has more room on its disk than time for compressing and compacting what a load test writes. */
const ON_DISK = { compression: false, writeBufferSize: 16 * 1024 * 1024 };

/** How LevelDB tells that another process holds the lock of the directory. */
const LockedFailure = z.object({ cause: z.object({ code: z.literal('LEVEL_LOCKED') }) });

async function opened(root: Root, path: string | undefined): Promise<void> {
  try {
    await root.open();
  } catch (error) {
    if (LockedFailure.safeParse(error).success)
      throw new Error(`Another process uses the data in ${path}.`, { cause: error });
    throw error;
  }
}

/** Opens the store in a directory, or an empty one in memory. Rejects when another process has the directory open. */
export async function openStorage(path?: string): Promise<Storage> {
  const root: Root = path === undefined ? new MemoryLevel() : new ClassicLevel(path, ON_DISK);
  await opened(root, path);
  const section = <Value>(name: string): Section<Value> =>
    root.sublevel<string, Value>(name, { valueEncoding: 'json' });
  const items = section<Item>('items');
  const cache = new ItemCache();
  return {
    tables: section('tables'),
    items,
    indexes: section('indexes'),
    expiries: section('expiries'),
    streamRecords: section('streams'),
    tokens: section('tokens'),
    tokenExpiries: section('token-expiries'),
    counters: section('counters'),
    readItems: (keys) => readItems(root, items, cache, keys),
    async write(operations) {
      await root.batch<string, unknown>([...operations], {});
      cache.written(operations.filter(({ sublevel }) => sublevel === items).map(entryOf));
    },
    close: () => root.close(),
  };
}

export function put<Value>(sublevel: Section<Value>, key: string, value: Value): WriteOperation {
  return { type: 'put', sublevel, key, value };
}

export function del(sublevel: AnySection, key: string): WriteOperation {
  return { type: 'del', sublevel, key };
}

/** Sorts behind every character that a key is made of. */
const END = '\u007f';

/** The range of all keys that begin with these parts. Names hold no `~`, so that no table's keys lie within another's. */
export function within(...parts: readonly string[]): { readonly gte: string; readonly lt: string } {
  const prefix = parts.map((part) => `${part}~`).join('');
  return { gte: prefix, lt: prefix + END };
}

/** The deletion of every key within a range. */
export async function deletions(
  section: AnySection,
  range: { readonly gte: string; readonly lt: string },
): Promise<WriteOperation[]> {
  const keys: string[] = await section.keys(range).all();
  return keys.map((key) => del(section, key));
}
