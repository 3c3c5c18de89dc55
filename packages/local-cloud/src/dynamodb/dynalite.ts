import { createRequire } from 'node:module';
import { AwsError } from '../aws/api.ts';
import type { Written } from './capacity.ts';
import type { DocumentPath } from './condition.ts';
import type {
  AttributeValue,
  Callback,
  DynaliteStore,
  Item,
  KeySchemaElement,
  SecondaryIndex,
  TableDescription,
} from './dynalite-types.ts';
import { withToken } from './expression-syntax.ts';
import { withoutPlusSigns } from './number-signs.ts';
import { refuseRequest } from './request-checks.ts';
import type { CheckedRequests, ItemAnswers, ItemOperation, UpdateRequest } from './requests.ts';

/** Never set: it only carries the type of the requests that a table of types lets through. */
interface RequestTypes<Request> {
  readonly request?: Request;
}

interface Validation<Request> {
  readonly types: RequestTypes<Request>;
  readonly custom?: unknown;
}

interface Validations {
  checkTypes<Request>(data: object, types: RequestTypes<Request>): Request;
  checkValidations<Request>(data: Request, types: RequestTypes<Request>, custom: unknown, store: DynaliteLimits): void;
  /** What is wrong with a value. Brings its numbers into normal form. */
  validateAttributeValue(value: AttributeValue): string | undefined;
}

type DynaliteLimits = Pick<DynaliteStore, 'options' | 'tableDb'>;
type Action<Request, Answer> = (store: DynaliteStore, request: Request, callback: Callback<Answer>) => void;

interface IndexActions {
  readonly deletes: readonly { readonly index: string; readonly key: string }[];
  readonly puts: readonly { readonly index: string; readonly key: string; readonly item: Item }[];
}

interface Database {
  validateKey(key: Item, table: TableDescription): Error | null | undefined;
  validateItem(item: Item, table: TableDescription): Error | null | undefined;
  createKey(item: Item, table: TableDescription, keySchema?: readonly KeySchemaElement[]): string;
  validateUpdates(
    updates: object | undefined,
    expression: object | undefined,
    table: TableDescription,
  ): Error | null | undefined;
  validateKeyPaths(nestedPaths: object | undefined, table: TableDescription): Error | null | undefined;
  mapPaths(paths: readonly (DocumentPath | string)[], item: Item): Item;
  getIndexActions(
    indexes: readonly SecondaryIndex[],
    before: Item | undefined,
    after: Item | undefined,
    table: TableDescription,
  ): IndexActions;
}

/** dynalite publishes no entry for its parts; its package has no `exports`, so that they can be required by path. */
const require = createRequire(import.meta.url);
const database: Database = require('dynalite/db');
const checks: Validations = require('dynalite/validations');

const validations: { readonly [Operation in keyof CheckedRequests]: Validation<CheckedRequests[Operation]> } = {
  GetItem: require('dynalite/validations/getItem'),
  PutItem: require('dynalite/validations/putItem'),
  UpdateItem: require('dynalite/validations/updateItem'),
  DeleteItem: require('dynalite/validations/deleteItem'),
  Query: require('dynalite/validations/query'),
  Scan: require('dynalite/validations/scan'),
  BatchGetItem: require('dynalite/validations/batchGetItem'),
  BatchWriteItem: require('dynalite/validations/batchWriteItem'),
  CreateTable: require('dynalite/validations/createTable'),
};

const actions: { readonly [Operation in ItemOperation]: Action<CheckedRequests[Operation], ItemAnswers[Operation]> } = {
  UpdateItem: require('dynalite/actions/updateItem'),
  Query: require('dynalite/actions/query'),
  Scan: require('dynalite/actions/scan'),
};

/** dynalite's errors carry the body that AWS would answer. */
interface DynaliteError extends Error {
  readonly statusCode: number;
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

function isDynaliteError(error: unknown): error is DynaliteError {
  return (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    'body' in error &&
    typeof error.body === 'object' &&
    error.body !== null &&
    '__type' in error.body
  );
}

function awsError(error: unknown): unknown {
  if (!isDynaliteError(error)) return error;
  const { __type, message, Message } = error.body;
  return new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', error.statusCode);
}

function asFailure(error: Error | null | undefined): AwsError | undefined {
  const failure = awsError(error);
  return failure instanceof AwsError ? failure : undefined;
}

/** A request as dynalite checks and parses it: unknown members dropped, expressions compiled. Throws AwsError. */
export function validated<Operation extends keyof CheckedRequests>(
  operation: Operation,
  input: unknown,
  limits: DynaliteLimits,
): CheckedRequests[Operation] {
  if (typeof input !== 'object' || input === null) {
    throw new AwsError('SerializationException', 'Start of structure or map expected.');
  }
  refuseRequest(operation, input);
  const { types, custom }: Validation<CheckedRequests[Operation]> = validations[operation];
  try {
    const request = checks.checkTypes({ ...input }, types);
    checks.checkValidations(request, types, custom, limits);
    return request;
  } catch (error) {
    const failure = awsError(error);
    const readable = withoutPlusSigns(input, failure);
    if (readable !== undefined) return validated(operation, readable, limits);
    throw withToken(failure, input);
  }
}

/** A copy of a value as DynamoDB stores it: numbers in normal form. Throws ValidationException. */
export function checkedValue(value: AttributeValue): AttributeValue {
  const copy = structuredClone(value);
  const fault = checks.validateAttributeValue(copy);
  if (fault !== undefined) throw new AwsError('ValidationException', fault);
  return copy;
}

/** A store that reports what a callback of dynalite threw, since nobody else would catch it. */
export interface ActionStore extends DynaliteStore {
  onDefect(report: (error: unknown) => void): void;
}

/** Runs dynalite's action for a checked request on a store. Rejects with AwsError. */
export async function perform<Operation extends ItemOperation>(
  operation: Operation,
  store: ActionStore,
  request: CheckedRequests[Operation],
): Promise<ItemAnswers[Operation]> {
  const action: Action<CheckedRequests[Operation], ItemAnswers[Operation]> = actions[operation];
  try {
    return await new Promise((resolve, reject) => {
      store.onDefect(reject);
      action(store, request, (error, answer) => {
        if (error || answer === undefined) reject(error ?? new Error(`${operation} gave no answer.`));
        else resolve(answer);
      });
    });
  } catch (error) {
    throw awsError(error);
  }
}

export function keyFailure(key: Item, table: TableDescription): AwsError | undefined {
  return asFailure(database.validateKey(key, table));
}

export function itemFailure(item: Item, table: TableDescription): AwsError | undefined {
  return asFailure(database.validateItem(item, table));
}

/** What is wrong with an update whatever the item: keys, nested keys, index keys of the wrong type. */
export function updateFailure(
  { AttributeUpdates, _updates }: UpdateRequest,
  table: TableDescription,
): AwsError | undefined {
  return asFailure(database.validateUpdates(AttributeUpdates, _updates, table));
}

/** The ValidationException for paths that go into a key attribute. */
export function keyPathFailure(nestedPaths: object | undefined, table: TableDescription): AwsError | undefined {
  return asFailure(database.validateKeyPaths(nestedPaths, table));
}

/** An item with nothing but what these paths lead to. */
export function project(item: Item, paths: readonly (DocumentPath | string)[]): Item {
  return database.mapPaths(paths, item);
}

/** The storage key of an item or of a key: sorts by hash key, then by range key. */
export function storageKey(item: Item, table: TableDescription): string {
  return database.createKey(item, table);
}

/** The index entries that a write makes and those that it takes away. */
export function indexActions(indexes: readonly SecondaryIndex[], { before, after, table }: Written): IndexActions {
  return database.getIndexActions(indexes, before, after, table);
}
