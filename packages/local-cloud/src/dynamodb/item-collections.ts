import type { Item } from './dynalite-types.ts';
import type { ItemPlace } from './store-view.ts';

/** Gigabytes between which the size of an item collection lies; a laptop's are small. */
const SIZE_ESTIMATE = [0, 1] as const;

export interface ItemCollection {
  readonly ItemCollectionKey: Item;
  readonly SizeEstimateRangeGB: readonly number[];
}

/** The collection that an item belongs to. Only tables with local indexes have collections. */
export function itemCollection({ table }: ItemPlace, item: Item): ItemCollection | undefined {
  const [hash] = table.KeySchema;
  const value = hash === undefined ? undefined : item[hash.AttributeName];
  if (hash === undefined || value === undefined || (table.LocalSecondaryIndexes ?? []).length === 0) return undefined;
  return { ItemCollectionKey: { [hash.AttributeName]: value }, SizeEstimateRangeGB: SIZE_ESTIMATE };
}

/** The collections of the items that a request wrote, by table; undefined where no table has any. */
export function itemCollections(
  written: readonly { readonly place: ItemPlace; readonly item: Item }[],
): Record<string, ItemCollection[]> | undefined {
  const byTable: Record<string, ItemCollection[]> = {};
  for (const { place, item } of written) {
    const collection = itemCollection(place, item);
    if (collection !== undefined) (byTable[place.table.TableName] ??= []).push(collection);
  }
  return Object.keys(byTable).length === 0 ? undefined : byTable;
}
