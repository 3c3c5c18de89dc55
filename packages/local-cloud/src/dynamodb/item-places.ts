import { AwsError } from '../aws/api.ts';
import { itemFailure, keyFailure, storageKey } from './dynalite.ts';
import type { AttributeValue, Item, SecondaryIndex, TableDescription } from './dynalite-types.ts';
import { itemSize, MAX_ITEM_BYTES } from './item-size.ts';
import type { ItemPlace } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

/** Names an item: by its key, or by all of it where it is put. */
export type Target = { readonly TableName: string } & ({ readonly Key: Item } | { readonly Item: Item });

/** How DynamoDB begins to tell of a value that fails the whole request, also in a transaction. */
export const NOT_VALID = 'One or more parameter values are not valid.';

/** The kind of an empty value that no key may have. */
function emptyKind(value: AttributeValue | undefined): 'string' | 'binary' | undefined {
  if (value?.S === '') return 'string';
  return value?.B === '' ? 'binary' : undefined;
}

/** All indexes of a table in the order of their names, in which DynamoDB checks them. */
export function indexesOf(table: TableDescription): SecondaryIndex[] {
  return [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])].toSorted((left, right) =>
    left.IndexName < right.IndexName ? -1 : 1,
  );
}

/** Throws ValidationException for an item to be put which no transaction even begins with: empty keys, too large. */
function refuseItem(item: Item, table: TableDescription): void {
  for (const index of indexesOf(table)) {
    for (const { AttributeName } of index.KeySchema) {
      const kind = emptyKind(item[AttributeName]);
      if (kind !== undefined) {
        throw new AwsError(
          'ValidationException',
          `${NOT_VALID} A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index.IndexName}, IndexKey: ${AttributeName}`,
        );
      }
    }
  }
  if (itemSize(item) > MAX_ITEM_BYTES) {
    throw new AwsError('ValidationException', 'Item size has exceeded the maximum allowed size');
  }
}

/** Throws ValidationException for an empty value of a key attribute. */
export function requireKeyValue(attribute: string, value: AttributeValue | undefined): void {
  const kind = emptyKind(value);
  if (kind === undefined) return;
  throw new AwsError(
    'ValidationException',
    `${NOT_VALID} The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${attribute}`,
  );
}

/**
 * Throws the ValidationException for a target that can be refused by what the request says alone. In a transaction
 * it fails the request; other faults of a key cancel the transaction.
 */
export function refuseAtOnce(tables: TableRegistry, target: Target): void {
  const table = tables.description(target.TableName);
  const item = 'Item' in target ? target.Item : target.Key;
  for (const { AttributeName } of table.KeySchema) {
    requireKeyValue(AttributeName, item[AttributeName]);
  }
  if ('Item' in target) refuseItem(target.Item, table);
}

/** Where an item stands. Throws ResourceNotFoundException, and ValidationException for what does not fit the key schema. */
export function placeOf(tables: TableRegistry, target: Target): ItemPlace {
  const table = tables.description(target.TableName);
  const failure = 'Item' in target ? itemFailure(target.Item, table) : keyFailure(target.Key, table);
  if (failure !== undefined) throw failure;
  return { table, key: storageKey('Item' in target ? target.Item : target.Key, table) };
}

/** `placeOf` for a request on its own, where every fault fails the request. */
export function checkedPlaceOf(tables: TableRegistry, target: Target): ItemPlace {
  refuseAtOnce(tables, target);
  return placeOf(tables, target);
}
