import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { AwsError } from '../../aws/api.ts';
import { indexEntry } from '../capacity.ts';
import { holds, valueAt, type Condition, type DocumentPath } from '../condition.ts';
import type { Item, KeySchemaElement, SecondaryIndex, TableDescription } from '../dynalite-types.ts';
import type { PageReader } from '../page-reads.ts';
import { unprojected } from '../page-selection.ts';
import type { TableRegistry } from '../table-registry.ts';
import { compares, rangeCondition, wantedValue } from './keys.ts';
import { columnName } from './paths.ts';
import type { Select } from './statement.ts';
import { attributesOf, conjunctsOf } from './where.ts';

export interface ReadOptions {
  readonly consistent: boolean;
  readonly limit: number | undefined;
  readonly nextToken: string | undefined;
  /** `ReturnConsumedCapacity`. */
  readonly returns: string | undefined;
}

interface IndexInUse {
  readonly index: SecondaryIndex;
  readonly isGlobal: boolean;
}

const INVALID = 'One or more parameter values were invalid:';
const Position = z.object({ statement: z.string(), key: z.record(z.string(), z.unknown()) });

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function indexInUse({ index: name }: Select, table: TableDescription): IndexInUse | undefined {
  if (name === undefined) return undefined;
  const named = (indexes: readonly SecondaryIndex[] = []) => indexes.find(({ IndexName }) => IndexName === name);
  const global = named(table.GlobalSecondaryIndexes);
  const index = global ?? named(table.LocalSecondaryIndexes);
  if (index === undefined) throw invalid('The table does not have the specified index');
  return { index, isGlobal: global !== undefined };
}

/** A read by the key of an index filters by nothing that the index does not have. */
function refuseFilter(where: Condition | undefined, { index }: IndexInUse, table: TableDescription): void {
  const conditions = conjunctsOf(where);
  const [hash] = index.KeySchema;
  const isKeyed = conditions.some(
    (condition) =>
      hash !== undefined &&
      (condition.type === '=' || condition.type === 'in') &&
      compares(condition, hash.AttributeName),
  );
  const missing = isKeyed ? unprojected([...new Set(conditions.flatMap(attributesOf))], index, table) : [];
  if (missing.length === 0) return;
  throw invalid(
    `${INVALID} Secondary index ${index.IndexName} does not project one or more filter attributes: [${missing.join(', ')}]`,
  );
}

/** Whether the columns are fetched from the table, which only a local index can do. */
function fetches({ columns = [] }: Select, { index, isGlobal }: IndexInUse, table: TableDescription): boolean {
  const heads = [...new Set(columns.map(([head]) => head))];
  const missing = unprojected(heads, index, table);
  if (isGlobal && missing.length > 0) {
    throw invalid(`${INVALID} Global secondary index ${index.IndexName} does not project [${missing.join(', ')}]`);
  }
  return missing.length > 0;
}

/** Query's key condition for what the statement wants of the keys; undefined where it does not name a partition. */
function keyCondition(
  conditions: readonly Condition[],
  [hash, range]: readonly KeySchemaElement[],
): object | undefined {
  if (hash === undefined) return undefined;
  const [partition] = conditions.flatMap((condition) => wantedValue(condition, hash.AttributeName) ?? []);
  if (partition === undefined) return undefined;
  const sort = range === undefined ? undefined : rangeCondition(conditions, range.AttributeName);
  const values = [partition, ...(sort?.values ?? [])];
  return {
    KeyConditionExpression: sort === undefined ? '#hash = :0' : `#hash = :0 AND ${sort.text}`,
    ExpressionAttributeNames: {
      '#hash': hash.AttributeName,
      ...(sort !== undefined && range !== undefined && { '#range': range.AttributeName }),
    },
    ExpressionAttributeValues: Object.fromEntries(values.map((value, index) => [`:${index}`, value])),
  };
}

function direction({ order }: Select, isKeyed: boolean, keySchema: readonly KeySchemaElement[]): object {
  if (order === undefined) return {};
  if (!isKeyed) {
    throw invalid('Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.');
  }
  if (!keySchema.some(({ AttributeName }) => AttributeName === order.attribute)) {
    throw invalid(`Variable reference ${order.attribute} in ORDER BY clause must be part of the primary key`);
  }
  return { ScanIndexForward: !order.descending };
}

function hashOf(statement: Select): string {
  return createHash('sha256').update(JSON.stringify(statement)).digest('base64url');
}

/** The key behind which a statement goes on. Throws ValidationException for the token of another statement. */
function startKey(statement: Select, nextToken: string | undefined): { readonly ExclusiveStartKey?: object } {
  if (nextToken === undefined) return {};
  try {
    const position = Position.parse(JSON.parse(Buffer.from(nextToken, 'base64url').toString()));
    if (position.statement === hashOf(statement)) return { ExclusiveStartKey: position.key };
  } catch {
    throw invalid('Invalid NextToken');
  }
  throw invalid('NextToken does not match request');
}

/** The columns of an item under their names; those that it lacks are left out. */
export function columnsOf(item: Item, columns: readonly DocumentPath[] | undefined): Item {
  if (columns === undefined) return item;
  return Object.fromEntries(
    columns.flatMap((path) => {
      const value = valueAt(path, item);
      return value === undefined ? [] : [[columnName(path), value]];
    }),
  );
}

/** A page of what a SELECT finds: a Query where it names a partition, otherwise a Scan. Throws AwsError. */
export async function selectPage(
  statement: Select,
  { consistent, limit, nextToken, returns }: ReadOptions,
  { tables, pages }: { tables: TableRegistry; pages: PageReader },
): Promise<object> {
  const table = tables.description(statement.table);
  const used = indexInUse(statement, table);
  if (used?.isGlobal === true && consistent) {
    throw invalid('Strongly consistent read is not supported on Global Secondary Indexes');
  }
  const { KeySchema } = used?.index ?? table;
  if (used !== undefined) refuseFilter(statement.where, used, table);
  const isFetched = used !== undefined && fetches(statement, used, table);
  const key = keyCondition(conjunctsOf(statement.where), KeySchema);
  const page = await pages(key === undefined ? 'Scan' : 'Query', {
    TableName: statement.table,
    ...(statement.index !== undefined && { IndexName: statement.index }),
    ...key,
    ...direction(statement, key !== undefined, KeySchema),
    ...startKey(statement, nextToken),
    ...(limit !== undefined && { Limit: limit }),
    ...(isFetched && { Select: 'ALL_ATTRIBUTES' }),
    ConsistentRead: consistent,
    ...(returns !== undefined && { ReturnConsumedCapacity: returns }),
  });
  const found = (page.Items ?? []).filter((item) => {
    const entry = used === undefined ? item : (indexEntry(item, used.index, table) ?? item);
    return statement.where === undefined || holds(statement.where, entry);
  });
  const { LastEvaluatedKey, ConsumedCapacity } = page;
  const position = LastEvaluatedKey && { statement: hashOf(statement), key: LastEvaluatedKey };
  return {
    Items: found.map((item) => columnsOf(item, statement.columns)),
    ...(position && { NextToken: Buffer.from(JSON.stringify(position)).toString('base64url'), LastEvaluatedKey }),
    ...(ConsumedCapacity && { ConsumedCapacity }),
  };
}
