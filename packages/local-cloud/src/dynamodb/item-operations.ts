import type { Operation } from '../aws/api.ts';
import { isConditionFailure, wantsFailedItem, withFailedItem } from './condition-failure.ts';
import { perform, validated } from './dynalite.ts';
import type { BatchWrite, ItemOperation } from './dynalite-types.ts';
import { placeOf, type Target } from './item-places.ts';
import type { ItemStore } from './item-store.ts';
import { limits, type ItemPlace } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

function targetsOf(TableName: string, writes: readonly BatchWrite[]): Target[] {
  return writes.flatMap(({ PutRequest, DeleteRequest }): Target[] => {
    if (PutRequest !== undefined) return [{ TableName, Item: PutRequest.Item }];
    return DeleteRequest === undefined ? [] : [{ TableName, Key: DeleteRequest.Key }];
  });
}

/** The operations on items outside of transactions: dynalite's behaviour, each write committed as a whole. */
export function itemOperations(store: ItemStore, tables: TableRegistry): Readonly<Record<string, Operation>> {
  function reading(operation: Extract<ItemOperation, 'GetItem' | 'BatchGetItem' | 'Query' | 'Scan'>): Operation {
    return async (input) => perform(operation, await store.read(), validated(operation, input, limits));
  }

  function writing(operation: 'PutItem' | 'UpdateItem' | 'DeleteItem'): Operation {
    return async (input) => {
      const request = validated(operation, input, limits);
      const showsFailedItem = wantsFailedItem(input);
      const place = placeOf(tables, request);
      return store.write([place], async (view) => {
        try {
          return await perform(operation, view, request);
        } catch (error) {
          throw isConditionFailure(error) && showsFailedItem ? withFailedItem(error, view.item(place)) : error;
        }
      });
    };
  }

  async function batchWrite(input: unknown): Promise<object> {
    const request = validated('BatchWriteItem', input, limits);
    const places = new Map<string, ItemPlace>();
    for (const [tableName, writes] of Object.entries(request.RequestItems)) {
      for (const target of targetsOf(tableName, writes)) {
        const place = placeOf(tables, target);
        places.set(`${tableName}~${place.key}`, place);
      }
    }
    return store.write([...places.values()], (view) => perform('BatchWriteItem', view, request));
  }

  return {
    GetItem: reading('GetItem'),
    BatchGetItem: reading('BatchGetItem'),
    Query: reading('Query'),
    Scan: reading('Scan'),
    PutItem: writing('PutItem'),
    UpdateItem: writing('UpdateItem'),
    DeleteItem: writing('DeleteItem'),
    BatchWriteItem: batchWrite,
  };
}
