import type { Operation } from '../aws/api.ts';
import { consumedByTable, consumedCapacity, unitsOfRead } from './capacity.ts';
import { keyPathFailure, project, validated } from './dynalite.ts';
import type { Item, TableDescription } from './dynalite-types.ts';
import { checkedPlaceOf } from './item-places.ts';
import { itemSize, MAX_ITEM_BYTES } from './item-size.ts';
import type { ItemStore } from './item-store.ts';
import type { Projecting, TableKeys } from './requests.ts';
import { limits, type ItemPlace } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

/** What one BatchGetItem answers at most; the rest comes back as `UnprocessedKeys`. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** As many items as always have room in an answer, whatever their size. */
const ALWAYS_FIT = Math.floor(MAX_BATCH_BYTES / MAX_ITEM_BYTES);

/** Throws ValidationException for a projection that goes into a key attribute, which has no inside. */
export function requireProjectable({ _projection: projection }: Projecting, table: TableDescription): void {
  const failure = keyPathFailure(projection?.nestedPaths, table);
  if (failure !== undefined) throw failure;
}

/** What the request wants to see of an item. */
export function projected(item: Item, { _projection: projection, AttributesToGet }: Projecting): Item {
  const paths = projection?.paths ?? AttributesToGet;
  return paths === undefined ? item : project(item, paths);
}

interface WantedKey {
  readonly place: ItemPlace;
  readonly key: Item;
  readonly request: TableKeys;
}

interface ReadKey extends WantedKey {
  readonly item: Item | undefined;
}

/** The reads that have room in one answer, from the first on. */
function fitting(reads: readonly ReadKey[]): readonly ReadKey[] {
  if (reads.length <= ALWAYS_FIT) return reads;
  let bytes = 0;
  return reads.filter(({ item }) => {
    bytes += item === undefined ? 0 : itemSize(item);
    return bytes <= MAX_BATCH_BYTES;
  });
}

function byTable<Value>(reads: readonly ReadKey[], valueOf: (read: ReadKey, before: Value | undefined) => Value) {
  const values: Record<string, Value> = {};
  for (const read of reads) {
    const { TableName } = read.place.table;
    values[TableName] = valueOf(read, values[TableName]);
  }
  return values;
}

/** The rest of a request: the same options with the keys that were not read. */
function unprocessed({ request, key }: ReadKey, before: TableKeys | undefined): TableKeys {
  const { _projection: _, Keys: __, ...options } = request;
  return { ...options, Keys: [...(before?.Keys ?? []), key] };
}

/** GetItem and BatchGetItem. The items of a batch are read together. */
export function itemReads(store: ItemStore, tables: TableRegistry): Readonly<Record<string, Operation>> {
  async function get(input: unknown): Promise<object> {
    const request = validated('GetItem', input, limits);
    const place = checkedPlaceOf(tables, request);
    requireProjectable(request, place.table);
    const [item] = await store.items([place]);
    const units = () => unitsOfRead(item === undefined ? 0 : itemSize(item), request.ConsistentRead === true);
    const ConsumedCapacity = consumedCapacity(request.TableName, units, { returns: request.ReturnConsumedCapacity });
    return { ...(item && { Item: projected(item, request) }), ...(ConsumedCapacity && { ConsumedCapacity }) };
  }

  async function batchGet(input: unknown): Promise<object> {
    const { RequestItems, ReturnConsumedCapacity } = validated('BatchGetItem', input, limits);
    const wanted: WantedKey[] = [];
    for (const [TableName, request] of Object.entries(RequestItems)) {
      requireProjectable(request, tables.description(TableName));
      for (const key of request.Keys) {
        wanted.push({ place: checkedPlaceOf(tables, { TableName, Key: key }), key, request });
      }
    }
    const items = await store.items(wanted.map(({ place }) => place));
    const reads = wanted.map((each, index) => ({ ...each, item: items[index] }));
    const done = fitting(reads);
    const uses = () =>
      done.map(({ place: { table }, request, item }) => ({
        table,
        units: unitsOfRead(item === undefined ? 0 : itemSize(item), request.ConsistentRead === true),
      }));
    const ConsumedCapacity = consumedByTable(uses, { returns: ReturnConsumedCapacity });
    return {
      Responses: byTable<Item[]>(done, ({ item, request }, found = []) => {
        if (item !== undefined) found.push(projected(item, request));
        return found;
      }),
      UnprocessedKeys: byTable(reads.slice(done.length), unprocessed),
      ...(ConsumedCapacity && { ConsumedCapacity }),
    };
  }

  return { GetItem: get, BatchGetItem: batchGet };
}
