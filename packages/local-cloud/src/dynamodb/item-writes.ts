import { AwsError } from '../aws/api.ts';
import { requireCondition } from './condition-failure.ts';
import { perform, updateFailure } from './dynalite.ts';
import type { Item } from './dynalite-types.ts';
import { indexesOf, NOT_VALID } from './item-places.ts';
import { itemSize, MAX_ITEM_BYTES } from './item-size.ts';
import { requireDepth } from './nesting.ts';
import { refuseCalculated } from './number-limits.ts';
import type { KeyRequest, PutRequest, UpdateRequest, UpdateSection } from './requests.ts';
import type { ItemPlace, StoreView } from './store-view.ts';

/** What a write answers besides what it consumed. */
export interface WriteAnswer {
  readonly Attributes?: Item;
}

function previous(returns: string | undefined, before: Item | undefined): WriteAnswer {
  return returns === 'ALL_OLD' && before !== undefined ? { Attributes: before } : {};
}

export function putItem(view: StoreView, request: PutRequest, place: ItemPlace): WriteAnswer {
  const before = view.item(place);
  requireCondition(request, before);
  view.replace(place, request.Item);
  return previous(request.ReturnValues, before);
}

export function deleteItem(view: StoreView, request: KeyRequest, place: ItemPlace): WriteAnswer {
  const before = view.item(place);
  requireCondition(request, before);
  if (before !== undefined) view.replace(place, undefined);
  return previous(request.ReturnValues, before);
}

/** Removals from one list go by the indexes that it had before the update: the last first, after everything else. */
function inOrder(sections: readonly UpdateSection[]): UpdateSection[] {
  const listIndex = ({ type, path }: UpdateSection): number => {
    const last = path.at(-1);
    return type === 'remove' && typeof last === 'number' ? last : Infinity;
  };
  return sections.toSorted((left, right) => {
    const [first, second] = [listIndex(left), listIndex(right)];
    return first === second ? 0 : second - first;
  });
}

/** Throws ValidationException for an update that leaves an item which DynamoDB does not keep. */
function refuseResult(place: ItemPlace, after: Item): void {
  for (const index of indexesOf(place.table)) {
    for (const { AttributeName } of index.KeySchema) {
      const value = after[AttributeName];
      if (value?.S !== '' && value?.B !== '') continue;
      throw new AwsError(
        'ValidationException',
        `${NOT_VALID} The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${value.S === '' ? 'string' : 'binary'} value.`,
      );
    }
  }
  requireDepth(after);
  if (itemSize(after) > MAX_ITEM_BYTES) {
    throw new AwsError('ValidationException', 'Item size to update has exceeded the maximum allowed size');
  }
}

/** UpdateItem: the condition is judged here, the update is dynalite's. */
export async function updateItem(view: StoreView, request: UpdateRequest, place: ItemPlace): Promise<WriteAnswer> {
  const failure = updateFailure(request, place.table);
  if (failure !== undefined) throw failure;
  requireCondition(request, view.item(place));
  const { TableName, Key, ReturnValues, AttributeUpdates, _updates: updates } = request;
  const answer = await perform('UpdateItem', view, {
    TableName,
    Key: { ...Key },
    ...(ReturnValues !== undefined && { ReturnValues }),
    ...(AttributeUpdates !== undefined && { AttributeUpdates }),
    ...(updates !== undefined && { _updates: { ...updates, sections: inOrder(updates.sections) } }),
  });
  const after = view.item(place) ?? {};
  refuseCalculated(after, updates?.sections.map(({ path: [head] }) => head) ?? Object.keys(AttributeUpdates ?? {}));
  refuseResult(place, after);
  const { Attributes } = answer;
  return Attributes === undefined || Object.keys(Attributes).length === 0 ? {} : { Attributes };
}
