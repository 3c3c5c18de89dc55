import type { Operation } from '../aws/api.ts';
import { consumedByTable, consumedCapacity, unitsOfWrite } from './capacity.ts';
import { checkedWrite, type Write } from './checked-write.ts';
import { isConditionFailure, wantsFailedItem, withFailedItem } from './condition-failure.ts';
import { validated } from './dynalite.ts';
import { asBatchFailure, requireDistinct } from './batch-failure.ts';
import { itemCollection, itemCollections } from './item-collections.ts';
import { checkedPlaceOf, type Target } from './item-places.ts';
import type { ItemStore } from './item-store.ts';
import { deleteItem, putItem, updateItem, type WriteAnswer } from './item-writes.ts';
import { requireDepth } from './nesting.ts';
import type { BatchWrite, CheckedRequests } from './requests.ts';
import { limits, type ItemPlace, type StoreView } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

function targetsOf(TableName: string, writes: readonly BatchWrite[]): Target[] {
  return writes.flatMap(({ PutRequest, DeleteRequest }): Target[] => {
    if (PutRequest !== undefined) return [{ TableName, Item: PutRequest.Item }];
    return DeleteRequest === undefined ? [] : [{ TableName, Key: DeleteRequest.Key }];
  });
}

/** The writes outside of transactions, each committed as a whole. */
export function itemOperations(store: ItemStore, tables: TableRegistry): Readonly<Record<string, Operation>> {
  function writing<Name extends Write>(
    operation: Name,
    write: (view: StoreView, request: CheckedRequests[Name], place: ItemPlace) => Promise<WriteAnswer> | WriteAnswer,
  ): Operation {
    return async (input) => {
      const request = checkedWrite(operation, input);
      const showsFailedItem = wantsFailedItem(input);
      const place = checkedPlaceOf(tables, request);
      return store.write([place], async (view) => {
        try {
          const answer = await write(view, request, place);
          const ConsumedCapacity = consumedCapacity(request.TableName, () => unitsOfWrite(view.written(place)), {
            returns: request.ReturnConsumedCapacity,
          });
          const ItemCollectionMetrics =
            request.ReturnItemCollectionMetrics === 'SIZE'
              ? itemCollection(place, 'Item' in request ? request.Item : request.Key)
              : undefined;
          return {
            ...answer,
            ...(ConsumedCapacity && { ConsumedCapacity }),
            ...(ItemCollectionMetrics && { ItemCollectionMetrics }),
          };
        } catch (error) {
          throw isConditionFailure(error) && showsFailedItem ? withFailedItem(error, view.item(place)) : error;
        }
      });
    };
  }

  async function batchWrite(input: unknown): Promise<object> {
    const request = validated('BatchWriteItem', input, limits);
    const writes = Object.entries(request.RequestItems).flatMap(([tableName, requests]) => {
      tables.description(tableName);
      return targetsOf(tableName, requests).map((target) => {
        if ('Item' in target) requireDepth(target.Item);
        try {
          return { target, place: checkedPlaceOf(tables, target) };
        } catch (error) {
          throw asBatchFailure(error);
        }
      });
    });
    const places = requireDistinct(writes.map(({ place }) => place));
    return store.write(places, async (view) => {
      for (const { target, place } of writes) view.replace(place, 'Item' in target ? target.Item : undefined);
      const uses = () => places.map((place) => ({ table: place.table, units: unitsOfWrite(view.written(place)) }));
      const ConsumedCapacity = consumedByTable(uses, { returns: request.ReturnConsumedCapacity });
      const ItemCollectionMetrics =
        request.ReturnItemCollectionMetrics === 'SIZE'
          ? itemCollections(
              writes.map(({ target, place }) => ({ place, item: 'Item' in target ? target.Item : target.Key })),
            )
          : undefined;
      return {
        UnprocessedItems: {},
        ...(ConsumedCapacity && { ConsumedCapacity }),
        ...(ItemCollectionMetrics && { ItemCollectionMetrics }),
      };
    });
  }

  return {
    PutItem: writing('PutItem', putItem),
    UpdateItem: writing('UpdateItem', updateItem),
    DeleteItem: writing('DeleteItem', deleteItem),
    BatchWriteItem: batchWrite,
  };
}
