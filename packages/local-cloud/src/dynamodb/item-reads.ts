import type { Operation } from '../aws/api.ts';
import { consumedByTable, consumedCapacity, unitsOfRead } from './capacity.ts';
import { keyPathFailure, project, validated } from './dynalite.ts';
import type { Item, TableDescription } from './dynalite-types.ts';
import { checkedPlaceOf } from './item-places.ts';
import { itemSize } from './item-size.ts';
import type { ItemStore } from './item-store.ts';
import type { Projecting, TableKeys } from './requests.ts';
import { limits, type ItemPlace } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

/** What one BatchGetItem answers at most; the rest comes back as `UnprocessedKeys`. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

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

/** The answer of BatchGetItem while it fills up. */
class BatchAnswer {
  readonly #responses: Record<string, Item[]> = {};
  readonly #unprocessed: Record<string, TableKeys> = {};
  readonly #uses: { table: TableDescription; units: ReturnType<typeof unitsOfRead> }[] = [];
  #bytes = 0;

  add({ place: { table }, key, request }: WantedKey, item: Item | undefined): void {
    const bytes = item === undefined ? 0 : itemSize(item);
    if (this.#bytes + bytes > MAX_BATCH_BYTES) {
      const { _projection: _, Keys: __, ...options } = request;
      const waiting = this.#unprocessed[table.TableName]?.Keys ?? [];
      this.#unprocessed[table.TableName] = { ...options, Keys: [...waiting, key] };
      return;
    }
    this.#bytes += bytes;
    this.#uses.push({ table, units: unitsOfRead(bytes, request.ConsistentRead === true) });
    const found = (this.#responses[table.TableName] ??= []);
    if (item !== undefined) found.push(projected(item, request));
  }

  answer(returns: string | undefined): object {
    const ConsumedCapacity = consumedByTable(this.#uses, { returns });
    return {
      Responses: this.#responses,
      UnprocessedKeys: this.#unprocessed,
      ...(ConsumedCapacity && { ConsumedCapacity }),
    };
  }
}

/** GetItem and BatchGetItem. The items of a batch are read together. */
export function itemReads(store: ItemStore, tables: TableRegistry): Readonly<Record<string, Operation>> {
  async function get(input: unknown): Promise<object> {
    const request = validated('GetItem', input, limits);
    const place = checkedPlaceOf(tables, request);
    requireProjectable(request, place.table);
    const [item] = await store.items([place]);
    const units = unitsOfRead(item === undefined ? 0 : itemSize(item), request.ConsistentRead === true);
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
    const batch = new BatchAnswer();
    for (const [index, each] of wanted.entries()) batch.add(each, items[index]);
    return batch.answer(ReturnConsumedCapacity);
  }

  return { GetItem: get, BatchGetItem: batchGet };
}
