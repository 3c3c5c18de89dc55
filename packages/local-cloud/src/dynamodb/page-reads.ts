import { AwsError, type Operation } from '../aws/api.ts';
import { consumedCapacity, indexEntry, readUnits, type Units } from './capacity.ts';
import { holds } from './condition.ts';
import { refuseOperands } from './condition-operands.ts';
import { keyPathFailure, perform, validated } from './dynalite.ts';
import type { Item, SecondaryIndex, TableDescription } from './dynalite-types.ts';
import { projected, requireProjectable } from './item-reads.ts';
import { itemSize } from './item-size.ts';
import type { ItemStore } from './item-store.ts';
import { holdsLegacy } from './legacy-conditions.ts';
import { requirePartition, requireProjected, requireSelection } from './page-selection.ts';
import type { Page, PageRequest } from './requests.ts';
import { limits } from './store-view.ts';
import type { TableRegistry } from './table-registry.ts';

function indexNamed(name: string | undefined, indexes: readonly SecondaryIndex[] = []): SecondaryIndex | undefined {
  return indexes.find(({ IndexName }) => IndexName === name);
}

/** A filter of Query speaks of what the key condition leaves open: never of the keys themselves. */
function requireFilterWithoutKeys(
  { _filter: filter, QueryFilter }: PageRequest,
  keys: SecondaryIndex['KeySchema'],
): void {
  for (const { AttributeName } of keys) {
    if (QueryFilter?.[AttributeName] === undefined && filter?.pathHeads[AttributeName] !== true) continue;
    throw new AwsError(
      'ValidationException',
      `${QueryFilter === undefined ? 'Filter Expression' : 'QueryFilter'} can only contain non-primary key attributes: Primary key attribute: ${AttributeName}`,
    );
  }
}

function passes({ _filter: filter, QueryFilter, ScanFilter, ConditionalOperator }: PageRequest, item: Item): boolean {
  if (filter !== undefined) return holds(filter.expression, item);
  const conditions = QueryFilter ?? ScanFilter;
  return conditions === undefined || holdsLegacy(conditions, ConditionalOperator, item);
}

function bytesOf(items: readonly Item[]): number {
  return items.reduce((total, item) => total + itemSize(item), 0);
}

/** What was read counts, whatever the filter and the projection leave of it. */
function unitsOfPage(request: PageRequest, table: TableDescription, scanned: readonly Item[]): Units {
  const consistent = request.ConsistentRead === true;
  const { IndexName } = request;
  if (IndexName === undefined) return { table: readUnits(bytesOf(scanned), consistent), global: {}, local: {} };
  const local = indexNamed(IndexName, table.LocalSecondaryIndexes);
  if (local === undefined) {
    return { table: 0, global: { [IndexName]: readUnits(bytesOf(scanned), consistent) }, local: {} };
  }
  const entries = scanned.map((item) => indexEntry(item, local, table) ?? item);
  const fetches = request.Select === 'ALL_ATTRIBUTES' && local.Projection.ProjectionType !== 'ALL';
  return {
    table: fetches ? scanned.reduce((total, item) => total + readUnits(itemSize(item), consistent), 0) : 0,
    global: {},
    local: { [IndexName]: readUnits(bytesOf(entries), consistent) },
  };
}

/** The request without what is done here to the page that dynalite reads. */
function plain(request: PageRequest): PageRequest {
  const {
    _filter: _,
    QueryFilter: __,
    ScanFilter: ___,
    ConditionalOperator: ____,
    _projection: _____,
    AttributesToGet: ______,
    ReturnConsumedCapacity: _______,
    Select,
    ...rest
  } = request;
  return Select === 'ALL_ATTRIBUTES' ? { ...rest, Select } : rest;
}

/** What Query and Scan answer. */
export interface PageAnswer extends Omit<Page, 'Items'> {
  readonly Items: readonly Item[] | undefined;
  readonly ConsumedCapacity?: object;
}

export type PageReader = (operation: 'Query' | 'Scan', input: unknown) => Promise<PageAnswer>;

/** Query and Scan: dynalite finds the page; filter, projection and what it consumed are judged here. */
export function pageReader(store: ItemStore, tables: TableRegistry): PageReader {
  return async (operation, input) => {
    const request = validated(operation, input, limits);
    const table = tables.description(request.TableName);
    refuseOperands('FilterExpression', request._filter);
    requireSelection(request);
    const global = indexNamed(request.IndexName, table.GlobalSecondaryIndexes);
    const index = global ?? indexNamed(request.IndexName, table.LocalSecondaryIndexes);
    if (global !== undefined) requireProjected(request, global, table);
    requirePartition(request, (index ?? table).KeySchema);
    requireProjectable(request, table);
    const nested = keyPathFailure(request._filter?.nestedPaths, table);
    if (nested !== undefined) throw nested;
    const page = await perform(operation, await store.read(), plain(request));
    if (operation === 'Query') requireFilterWithoutKeys(request, (index ?? table).KeySchema);
    const scanned = page.Items ?? [];
    const found = scanned.filter((item) => passes(request, item));
    const ConsumedCapacity = consumedCapacity(request.TableName, () => unitsOfPage(request, table, scanned), {
      returns: request.ReturnConsumedCapacity,
    });
    return {
      ...page,
      Count: found.length,
      Items: request.Select === 'COUNT' ? undefined : found.map((item) => projected(item, request)),
      ...(ConsumedCapacity && { ConsumedCapacity }),
    };
  };
}

export function pageReads(read: PageReader): Readonly<Record<string, Operation>> {
  return { Query: (input) => read('Query', input), Scan: (input) => read('Scan', input) };
}
