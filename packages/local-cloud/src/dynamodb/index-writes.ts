import { indexActions } from './dynalite.ts';
import { del, put, type Storage, type WriteOperation } from './storage.ts';
import type { ItemChange } from './stream-record.ts';

/** What a change of an item writes to the indexes of its table. */
export function indexWrites({ indexes }: Storage, { table, before, after }: ItemChange): WriteOperation[] {
  const all = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  if (all.length === 0) return [];
  const { deletes, puts } = indexActions(all, { table, before, after });
  return [
    ...deletes.map(({ index, key }) => del(indexes, `${table.TableName}~${index}~${key}`)),
    ...puts.map(({ index, key, item }) => put(indexes, `${table.TableName}~${index}~${key}`, item)),
  ];
}
