import { AwsError, type Operation } from '../aws/api.ts';
import { isConditionFailure } from './condition-failure.ts';
import { itemSize, perform, readUnits, writeUnits } from './dynalite.ts';
import type { Item } from './dynalite-types.ts';
import { IdempotencyTokens } from './idempotency-tokens.ts';
import { placeOf, type Target } from './item-places.ts';
import type { ItemStore } from './item-store.ts';
import { placeKey, type ItemPlace, type StoreView } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';
import { readTransaction, writeTransaction, type TransactAction } from './transaction-request.ts';

const MAX_BYTES = 4 * 1024 * 1024;
/** A transactional read or write costs twice the units of a plain one. */
const UNIT_FACTOR = 2;

interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

const NO_REASON: CancellationReason = { Code: 'None' };

function cancellationReason(error: unknown, item?: Item): CancellationReason {
  if (!(error instanceof AwsError) || error.code === 'ResourceNotFoundException') throw error;
  const Code = isConditionFailure(error) ? 'ConditionalCheckFailed' : 'ValidationError';
  return { Code, Message: error.message, ...(item === undefined ? {} : { Item: item }) };
}

function cancelUnlessClear(reasons: readonly CancellationReason[]): void {
  if (reasons.every(({ Code }) => Code === NO_REASON.Code)) return;
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

/** The places of the targets; keys that do not fit their table cancel the transaction. */
function placesOf(tables: TableRegistry, targets: readonly Target[]): ItemPlace[] {
  const places: ItemPlace[] = [];
  const reasons = targets.map((target) => {
    try {
      places.push(placeOf(tables, target));
      return NO_REASON;
    } catch (error) {
      return cancellationReason(error);
    }
  });
  cancelUnlessClear(reasons);
  if (new Set(places.map(placeKey)).size < places.length) {
    throw new AwsError('ValidationException', 'Transaction request cannot include multiple operations on one item');
  }
  return places;
}

function consumedCapacity(places: readonly ItemPlace[], units: readonly number[]): object[] {
  const byTable = new Map<string, number>();
  for (const [index, { table }] of places.entries()) {
    byTable.set(table.TableName, (byTable.get(table.TableName) ?? 0) + UNIT_FACTOR * (units[index] ?? 0));
  }
  return [...byTable].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits }));
}

async function runAll(
  actions: readonly TransactAction[],
  places: readonly ItemPlace[],
  view: StoreView,
): Promise<void> {
  const reasons: CancellationReason[] = [];
  for (const [index, place] of places.entries()) {
    const action = actions[index];
    const before = view.item(place);
    try {
      await action?.run(view, place);
      reasons.push(NO_REASON);
    } catch (error) {
      const shown = action?.showsFailedItem === true && isConditionFailure(error) ? before : undefined;
      reasons.push(cancellationReason(error, shown));
    }
  }
  cancelUnlessClear(reasons);
}

/** Measures what each action wrote: the larger of the item before and after, as DynamoDB bills it. */
function writtenUnits(places: readonly ItemPlace[], before: readonly (Item | undefined)[], view: StoreView): number[] {
  const sizes = places.map((place, index) => itemSize(view.item(place) ?? before[index] ?? {}));
  if (sizes.reduce((total, size) => total + size, 0) > MAX_BYTES) {
    throw new AwsError('ValidationException', 'Transaction request size exceeded the maximum allowed size of 4 MB');
  }
  return places.map((place, index) => Math.max(writeUnits(before[index]), writeUnits(view.item(place))));
}

/** TransactWriteItems and TransactGetItems. Transactions on the same items run one after the other, without conflicts. */
export function transactionOperations(
  store: ItemStore,
  tables: TableRegistry,
  tokens: IdempotencyTokens,
): Readonly<Record<string, Operation>> {
  async function transactWrite(input: unknown): Promise<object> {
    const { actions, token, hash, returnsCapacity } = writeTransaction(input);
    const places = placesOf(
      tables,
      actions.map(({ target }) => target),
    );
    const locks = token === undefined ? [] : [IdempotencyTokens.lockKey(token)];
    const work = async (view: StoreView): Promise<object> => {
      const answered = token === undefined ? undefined : await tokens.answerTo(token, hash);
      if (answered !== undefined) return answered;
      const before = places.map((place) => view.item(place));
      await runAll(actions, places, view);
      const units = writtenUnits(places, before, view);
      const answer = returnsCapacity ? { ConsumedCapacity: consumedCapacity(places, units) } : {};
      if (token !== undefined) view.add(tokens.remembering(token, hash, answer));
      return answer;
    };
    return store.write(places, work, { locks });
  }

  async function transactGet(input: unknown): Promise<object> {
    const { actions, returnsCapacity } = readTransaction(input);
    const places = placesOf(tables, actions);
    const view = await store.read(places);
    const answers = await Promise.all(actions.map((request) => perform('GetItem', view, request)));
    const units = places.map((place) => readUnits(view.item(place)));
    return {
      Responses: answers.map(({ Item: item }) => (item === undefined ? {} : { Item: item })),
      ...(returnsCapacity && { ConsumedCapacity: consumedCapacity(places, units) }),
    };
  }

  return { TransactWriteItems: transactWrite, TransactGetItems: transactGet };
}
