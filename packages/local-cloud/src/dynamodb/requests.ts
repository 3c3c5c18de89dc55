import type { Condition, DocumentPath } from './condition.ts';
import type { Item, TableSchema } from './dynalite-types.ts';
import type { LegacyCondition } from './legacy-conditions.ts';

/** Names of attributes that a path goes into, which key attributes do not allow. */
type NestedPaths = Readonly<Record<string, boolean>>;

interface ParsedCondition {
  readonly expression: Condition;
  readonly nestedPaths: NestedPaths;
  readonly pathHeads: Readonly<Record<string, boolean>>;
}

interface ParsedProjection {
  readonly paths: readonly DocumentPath[];
  readonly nestedPaths: NestedPaths;
}

interface TableRequest {
  readonly TableName: string;
  readonly ReturnConsumedCapacity?: string;
}

export interface Projecting {
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly AttributesToGet?: readonly string[];
  /** What dynalite made of the expression. */
  readonly _projection?: ParsedProjection;
}

/** What a write may demand of the item that it finds. */
export interface Conditional {
  readonly Expected?: Readonly<Record<string, LegacyCondition>>;
  readonly ConditionalOperator?: string;
  readonly _condition?: ParsedCondition;
}

interface WriteRequest extends TableRequest, Conditional {
  readonly ExpressionAttributeValues?: Item;
  readonly ReturnValues?: string;
  readonly ReturnItemCollectionMetrics?: string;
}

export interface KeyRequest extends WriteRequest {
  readonly Key: Item;
}

export interface GetRequest extends TableRequest, Projecting {
  readonly Key: Item;
  readonly ConsistentRead?: boolean;
}

export interface PutRequest extends WriteRequest {
  readonly Item: Item;
}

export interface UpdateSection {
  readonly type: string;
  readonly path: DocumentPath;
}

export interface UpdateRequest extends KeyRequest {
  readonly AttributeUpdates?: Readonly<Record<string, object>>;
  readonly _updates?: { readonly sections: readonly UpdateSection[] };
}

/** What Query and Scan have in common. */
export interface PageRequest extends TableRequest, Projecting {
  readonly IndexName?: string;
  readonly Select?: string;
  readonly ConsistentRead?: boolean;
  /** Of Query, also where the request gave them as an expression. */
  readonly KeyConditions?: Readonly<Record<string, LegacyCondition>>;
  readonly QueryFilter?: Readonly<Record<string, LegacyCondition>>;
  readonly ScanFilter?: Readonly<Record<string, LegacyCondition>>;
  readonly ConditionalOperator?: string;
  readonly _filter?: ParsedCondition;
}

export interface Page {
  readonly Items?: readonly Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
}

export interface BatchWrite {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

export interface BatchWriteRequest {
  readonly RequestItems: Readonly<Record<string, readonly BatchWrite[]>>;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}

export interface TableKeys extends Projecting {
  readonly Keys: readonly Item[];
  readonly ConsistentRead?: boolean;
}

export interface BatchGetRequest {
  readonly RequestItems: Readonly<Record<string, TableKeys>>;
  readonly ReturnConsumedCapacity?: string;
}

/** The operations whose requests dynalite checks, with what of them is read on this side. */
export interface CheckedRequests {
  GetItem: GetRequest;
  PutItem: PutRequest;
  UpdateItem: UpdateRequest;
  DeleteItem: KeyRequest;
  Query: PageRequest;
  Scan: PageRequest;
  BatchGetItem: BatchGetRequest;
  BatchWriteItem: BatchWriteRequest;
  CreateTable: TableSchema;
}

/** The operations that dynalite runs. */
export type ItemOperation = 'UpdateItem' | 'Query' | 'Scan';

export interface ItemAnswers {
  UpdateItem: { readonly Attributes?: Item };
  Query: Page;
  Scan: Page;
}
