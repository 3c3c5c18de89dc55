import { AwsError, type Operation } from '../aws/api.ts';
import { consumedByTable, unitsOfRead, unitsOfWrite } from './capacity.ts';
import { isConditionFailure } from './condition-failure.ts';
import type { Item, TableDescription } from './dynalite-types.ts';
import { IdempotencyTokens } from './idempotency-tokens.ts';
import { itemCollections } from './item-collections.ts';
import { NOT_VALID, placeOf, refuseAtOnce, type Target } from './item-places.ts';
import { projected, requireProjectable } from './item-reads.ts';
import { itemSize } from './item-size.ts';
import type { ItemStore } from './item-store.ts';
import { placeKey, type ItemPlace, type StoreView } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';
import {
  readTransaction,
  writeTransaction,
  type TransactAction,
  type TransactionRequest,
} from './transaction-request.ts';

const MAX_BYTES = 4 * 1024 * 1024;
interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

const REASON_CODES: ReadonlyMap<string, string> = new Map([
  ['ConditionalCheckFailedException', 'ConditionalCheckFailed'],
  ['DuplicateItemException', 'DuplicateItem'],
]);
const NO_REASON: CancellationReason = { Code: 'None' };

function cancellationReason(error: unknown, item?: Item): CancellationReason {
  if (!(error instanceof AwsError) || error.code === 'ResourceNotFoundException') throw error;
  if (error.message.startsWith(NOT_VALID)) throw error;
  const Code = REASON_CODES.get(error.code) ?? 'ValidationError';
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
  for (const target of targets) refuseAtOnce(tables, target);
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

function requireSize(places: readonly ItemPlace[], view: StoreView): void {
  const bytes = places.reduce((total, place) => {
    const { before, after } = view.written(place);
    return total + itemSize(after ?? before ?? {});
  }, 0);
  if (bytes > MAX_BYTES) {
    throw new AwsError('ValidationException', 'Transaction request size exceeded the maximum allowed size of 4 MB');
  }
}

function collectionsOf(actions: readonly TransactAction[], places: readonly ItemPlace[]) {
  const written = actions.flatMap(({ target }, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ place, item: 'Item' in target ? target.Item : target.Key }];
  });
  return itemCollections(written);
}

function readUses(places: readonly ItemPlace[], items: readonly (Item | undefined)[]) {
  return places.map(({ table }, index) => {
    const item = items[index];
    return { table, units: unitsOfRead(item === undefined ? 0 : itemSize(item), true) };
  });
}

/** What is read together in one transaction. */
export interface TransactionRead {
  readonly targets: readonly Target[];
  /** `ReturnConsumedCapacity`. */
  readonly returns: string | undefined;
  /** Throws AwsError where a request does not fit its table. */
  check?(table: TableDescription, index: number): void;
  show(item: Item, index: number): Item | undefined;
}

/** Transactions on the same items run one after the other, without conflicts. */
export interface Transactions {
  write(request: TransactionRequest<TransactAction>): Promise<object>;
  read(request: TransactionRead): Promise<object>;
}

/** Runs what TransactWriteItems, TransactGetItems and ExecuteTransaction ask for. */
export function transactionsOn(store: ItemStore, tables: TableRegistry, tokens: IdempotencyTokens): Transactions {
  async function write(request: TransactionRequest<TransactAction>): Promise<object> {
    const { actions, token, hash, returns, returnsCollections } = request;
    const places = placesOf(
      tables,
      actions.map(({ target }) => target),
    );
    const locks = token === undefined ? [] : [IdempotencyTokens.lockKey(token)];
    const work = async (view: StoreView): Promise<object> => {
      if (token !== undefined && tokens.isRepetition(token, hash)) {
        const reads = () =>
          readUses(
            places,
            places.map((place) => view.item(place)),
          );
        const ConsumedCapacity = consumedByTable(reads, { returns, transaction: 'ReadCapacityUnits' });
        return ConsumedCapacity === undefined ? {} : { ConsumedCapacity };
      }
      await runAll(actions, places, view);
      requireSize(places, view);
      if (token !== undefined) view.add(tokens.remembering(token, hash));
      const uses = () => places.map((place) => ({ table: place.table, units: unitsOfWrite(view.written(place)) }));
      const ConsumedCapacity = consumedByTable(uses, { returns, transaction: 'WriteCapacityUnits' });
      const ItemCollectionMetrics = returnsCollections ? collectionsOf(actions, places) : undefined;
      return { ...(ConsumedCapacity && { ConsumedCapacity }), ...(ItemCollectionMetrics && { ItemCollectionMetrics }) };
    };
    return store.write(places, work, { locks });
  }

  async function read({ targets, returns, check, show }: TransactionRead): Promise<object> {
    const places = placesOf(tables, targets);
    for (const [index, { table }] of places.entries()) check?.(table, index);
    const items = await store.items(places);
    const ConsumedCapacity = consumedByTable(() => readUses(places, items), {
      returns,
      transaction: 'ReadCapacityUnits',
    });
    return {
      Responses: items.map((item, index) => {
        const shown = item === undefined ? undefined : show(item, index);
        return shown === undefined ? {} : { Item: shown };
      }),
      ...(ConsumedCapacity && { ConsumedCapacity }),
    };
  }

  return { write, read };
}

/** TransactWriteItems and TransactGetItems. */
export function transactionOperations(transactions: Transactions): Readonly<Record<string, Operation>> {
  return {
    TransactWriteItems: async (input) => transactions.write(writeTransaction(input)),
    TransactGetItems: async (input) => {
      const { actions, returns } = readTransaction(input);
      return transactions.read({
        targets: actions,
        returns,
        check: (table, index) => requireProjectable(actions[index] ?? {}, table),
        show: (item, index) => projected(item, actions[index] ?? {}),
      });
    },
  };
}
