import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { parseInput } from '../aws/operation.ts';
import { requireCondition, wantsFailedItem } from './condition-failure.ts';
import { checkedWrite } from './checked-write.ts';
import { validated } from './dynalite.ts';
import { requestHash } from './idempotency-tokens.ts';
import type { Target } from './item-places.ts';
import { deleteItem, putItem, updateItem } from './item-writes.ts';
import type { GetRequest } from './requests.ts';
import { limits, type ItemPlace, type StoreView } from './store-view.ts';

const MAX_ACTIONS = 100;

const TransactionInput = z.looseObject({
  TransactItems: z.nullish(z.array(z.record(z.string(), z.unknown()))),
  ClientRequestToken: z.optional(z.string().check(z.minLength(1), z.maxLength(36))),
  ReturnConsumedCapacity: z.optional(z.enum(['INDEXES', 'TOTAL', 'NONE'])),
  ReturnItemCollectionMetrics: z.optional(z.enum(['SIZE', 'NONE'])),
});

const HasCondition = z.looseObject({ ConditionExpression: z.string() });
const HasUpdate = z.looseObject({ UpdateExpression: z.string() });

/** One action of a write transaction. */
export interface TransactAction {
  readonly target: Target;
  /** Whether its failure shows the item that failed the condition. */
  readonly showsFailedItem: boolean;
  /** Works on the view. Throws the AwsError that cancels the transaction. */
  run(view: StoreView, place: ItemPlace): unknown;
}

export interface TransactionRequest<Action> {
  readonly actions: readonly Action[];
  readonly token: string | undefined;
  /** Equal for requests that ask for the same. */
  readonly hash: string;
  /** `ReturnConsumedCapacity`. */
  readonly returns: string | undefined;
  readonly returnsCollections: boolean;
}

function violation(value: string, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value ${value} at 'transactItems' failed to satisfy constraint: Member must ${constraint}`,
  );
}

function parsed<Action>(
  input: unknown,
  toAction: (item: Readonly<Record<string, unknown>>) => Action,
): TransactionRequest<Action> {
  const request = parseInput(TransactionInput, input);
  const items = request.TransactItems;
  if (items === undefined || items === null) throw violation('null', 'not be null');
  if (items.length === 0) throw violation("'[]'", 'have length greater than or equal to 1');
  if (items.length > MAX_ACTIONS) {
    throw violation(`'${JSON.stringify(items)}'`, `have length less than or equal to ${MAX_ACTIONS}`);
  }
  return {
    actions: items.map(toAction),
    token: request.ClientRequestToken,
    hash: requestHash(items),
    returns: request.ReturnConsumedCapacity,
    returnsCollections: request.ReturnItemCollectionMetrics === 'SIZE',
  };
}

type Write = Omit<TransactAction, 'showsFailedItem'>;

function conditionCheck(input: unknown): Write {
  parseInput(HasCondition, input);
  const request = checkedWrite('DeleteItem', input);
  return {
    target: request,
    run: (view, place) => requireCondition(request, view.item(place)),
  };
}

function put(input: unknown): Write {
  const request = checkedWrite('PutItem', input);
  return { target: request, run: (view, place) => putItem(view, request, place) };
}

function update(input: unknown): Write {
  parseInput(HasUpdate, input);
  const request = checkedWrite('UpdateItem', input);
  return { target: request, run: (view, place) => updateItem(view, request, place) };
}

function remove(input: unknown): Write {
  const request = checkedWrite('DeleteItem', input);
  return { target: request, run: (view, place) => deleteItem(view, request, place) };
}

const ACTIONS: ReadonlyMap<string, (input: unknown) => Write> = new Map([
  ['Put', put],
  ['Update', update],
  ['Delete', remove],
  ['ConditionCheck', conditionCheck],
]);

function toWriteAction(item: Readonly<Record<string, unknown>>): TransactAction {
  const [entry, ...more] = Object.entries(item).filter(([, input]) => input !== null && input !== undefined);
  const action = entry === undefined ? undefined : ACTIONS.get(entry[0]);
  if (entry === undefined || action === undefined || more.length > 0) {
    throw new AwsError('ValidationException', 'TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return { ...action(entry[1]), showsFailedItem: wantsFailedItem(entry[1]) };
}

/** A checked TransactWriteItems request. Throws AwsError. */
export function writeTransaction(input: unknown): TransactionRequest<TransactAction> {
  return parsed(input, toWriteAction);
}

/** A checked TransactGetItems request. Throws AwsError. */
export function readTransaction(input: unknown): TransactionRequest<GetRequest> {
  return parsed(input, (item) => validated('GetItem', item['Get'] ?? {}, limits));
}
