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
const MAX_TOKEN = 36;

const TransactionInput = z.looseObject({
  TransactItems: z.nullish(z.array(z.record(z.string(), z.unknown()))),
  ClientRequestToken: z.nullish(z.string()),
  ReturnConsumedCapacity: z.nullish(z.string()),
  ReturnItemCollectionMetrics: z.nullish(z.string()),
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

type Input = z.output<typeof TransactionInput>;

function fault(value: string | null, member: string, constraint: string): string {
  return `Value ${value === null ? 'null' : `'${value}'`} at '${member}' failed to satisfy constraint: Member must ${constraint}`;
}

function lengthFaults(length: number, max: number): string[] {
  if (length < 1) return ['have length greater than or equal to 1'];
  return length > max ? [`have length less than or equal to ${max}`] : [];
}

function enumFaults(value: string | null | undefined, member: string, known: readonly string[]): string[] {
  if (value === undefined || value === null || known.includes(value)) return [];
  return [fault(value, member, `satisfy enum value set: [${known.join(', ')}]`)];
}

/** What is wrong with the members themselves, which DynamoDB tells before and all together. */
function memberFaults({
  ClientRequestToken: token,
  ReturnConsumedCapacity: capacity,
  ReturnItemCollectionMetrics: metrics,
  TransactItems: items,
}: Input): string[] {
  const tokenFaults = typeof token === 'string' ? lengthFaults(token.length, MAX_TOKEN) : [];
  return [
    ...tokenFaults.map((constraint) => fault(token ?? null, 'clientRequestToken', constraint)),
    ...enumFaults(capacity, 'returnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']),
    ...enumFaults(metrics, 'returnItemCollectionMetrics', ['SIZE', 'NONE']),
    ...(items === undefined || items === null
      ? [fault(null, 'transactItems', 'not be null')]
      : lengthFaults(items.length, MAX_ACTIONS).map((constraint) =>
          fault(JSON.stringify(items), 'transactItems', constraint),
        )),
  ];
}

function parsed<Action>(
  input: unknown,
  toAction: (item: Readonly<Record<string, unknown>>) => Action,
): TransactionRequest<Action> {
  const request = parseInput(TransactionInput, input);
  const faults = memberFaults(request);
  if (faults.length > 0) {
    const count = faults.length === 1 ? '1 validation error' : `${faults.length} validation errors`;
    throw new AwsError('ValidationException', `${count} detected: ${faults.join('; ')}`);
  }
  const items = request.TransactItems ?? [];
  return {
    actions: items.map(toAction),
    token: request.ClientRequestToken ?? undefined,
    hash: requestHash(items),
    returns: request.ReturnConsumedCapacity ?? undefined,
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
