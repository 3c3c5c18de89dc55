import { itemFailure, keyFailure, storageKey } from './dynalite.ts';
import type { Item } from './dynalite-types.ts';
import type { ItemPlace } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

/** Names an item: by its key, or by all of it where it is put. */
export type Target = { readonly TableName: string } & ({ readonly Key: Item } | { readonly Item: Item });

/** Where an item stands. Throws ResourceNotFoundException, and ValidationException for what does not fit the key schema. */
export function placeOf(tables: TableRegistry, target: Target): ItemPlace {
  const table = tables.description(target.TableName);
  const failure = 'Item' in target ? itemFailure(target.Item, table) : keyFailure(target.Key, table);
  if (failure !== undefined) throw failure;
  return { table, key: storageKey('Item' in target ? target.Item : target.Key, table) };
}
