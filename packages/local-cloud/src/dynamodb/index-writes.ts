import { sameItems } from './attribute-values.ts';
import { indexEntry } from './capacity.ts';
import { indexActions } from './dynalite.ts';
import { del, put, type Storage, type WriteOperation } from './storage.ts';
import type { ItemChange } from './stream-record.ts';

/** What a change of an item writes to the indexes of its table: nothing to those that keep what they had of it. */
export function indexWrites({ indexes }: Storage, { table, before, after }: ItemChange): WriteOperation[] {
  const all = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const changed = all.filter((index) => !sameItems(indexEntry(before, index, table), indexEntry(after, index, table)));
  if (changed.length === 0) return [];
  const { deletes, puts } = indexActions(changed, { table, before, after });
  return [
    ...deletes.map(({ index, key }) => del(indexes, `${table.TableName}~${index}~${key}`)),
    ...puts.map(({ index, key, item }) => put(indexes, `${table.TableName}~${index}~${key}`, item)),
  ];
}
