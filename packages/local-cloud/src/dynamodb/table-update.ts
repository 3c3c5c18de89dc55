import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { parseInput } from '../aws/operation.ts';
import { indexActions } from './dynalite.ts';
import type { SecondaryIndex, TableDescription } from './dynalite-types.ts';
import { deletions, put, within, type Storage, type TableRecord, type WriteOperation } from './storage.ts';
import {
  billing,
  indexDescription,
  inStatus,
  ON_DEMAND,
  streamDescription,
  StreamSpecification,
} from './table-description.ts';
import { requireProjection } from './table-checks.ts';
import { hasSettings, TableSettings, withSettings } from './table-settings.ts';
import type { TableRegistry } from './table-registry.ts';

const IndexName = z.string().check(z.minLength(3), z.maxLength(255), z.regex(/^[a-zA-Z0-9_.-]+$/));
const Units = z.int().check(z.minimum(1));
const Throughput = z.object({ ReadCapacityUnits: Units, WriteCapacityUnits: Units });
const NewIndex = z.object({
  IndexName,
  KeySchema: z
    .array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
    .check(z.minLength(1), z.maxLength(2)),
  Projection: z.object({
    ProjectionType: z.optional(z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY'])),
    NonKeyAttributes: z.optional(z.array(z.string())),
  }),
  ProvisionedThroughput: z.optional(Throughput),
});
const IndexUpdate = z.object({
  Create: z.optional(NewIndex),
  Update: z.optional(z.object({ IndexName, ProvisionedThroughput: Throughput })),
  Delete: z.optional(z.object({ IndexName })),
});
const UpdateTable = z.extend(TableSettings, {
  TableName: z.string().check(z.minLength(1)),
  AttributeDefinitions: z.optional(
    z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  ),
  BillingMode: z.optional(z.enum(['PROVISIONED', 'PAY_PER_REQUEST'])),
  ProvisionedThroughput: z.optional(Throughput),
  StreamSpecification: z.optional(StreamSpecification),
  GlobalSecondaryIndexUpdates: z.optional(z.array(IndexUpdate)),
});

type Request = z.output<typeof UpdateTable>;

/** A table as it becomes, and the writes that bring its indexes and its stream in step. */
interface Change {
  readonly description: TableDescription;
  readonly operations: readonly WriteOperation[];
}

interface UpdateParts {
  readonly storage: Storage;
  readonly tables: TableRegistry;
  readonly clock: Clock;
}

function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

function requireChange(request: Request): void {
  const { BillingMode, ProvisionedThroughput, StreamSpecification: stream, GlobalSecondaryIndexUpdates = [] } = request;
  if (BillingMode || ProvisionedThroughput || stream || GlobalSecondaryIndexUpdates.length > 0) return;
  if (hasSettings(request)) return;
  throw validationError(
    'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
  );
}

/** A table and its indexes without provisioned throughput. */
function onDemand(table: TableDescription): TableDescription {
  const { GlobalSecondaryIndexes: indexes } = table;
  return {
    ...table,
    ProvisionedThroughput: ON_DEMAND,
    ...(indexes && {
      GlobalSecondaryIndexes: indexes.map((index) => ({ ...index, ProvisionedThroughput: ON_DEMAND })),
    }),
  };
}

/** Throws ValidationException for the throughput that a table has anyhow. */
function requireOtherThroughput(
  { BillingModeSummary, ProvisionedThroughput: kept }: TableDescription,
  wanted: z.output<typeof Throughput>,
) {
  if (BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST' || kept === undefined) return;
  const names = ['ReadCapacityUnits', 'WriteCapacityUnits'] as const;
  if (names.some((name) => kept[name] !== wanted[name])) return;
  const units = names.map(
    (name) => `Current ${name} provisioned for the table: ${kept[name]}. Requested ${name}: ${wanted[name]}.`,
  );
  throw validationError(
    `The provisioned throughput for the table will not change. The requested value equals the current value. ${units.join(' ')} Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  );
}

function withThroughput(table: TableDescription, request: Request, now: Date): TableDescription {
  const mode = request.BillingMode ?? table.BillingModeSummary?.BillingMode;
  if (request.ProvisionedThroughput !== undefined && mode === 'PAY_PER_REQUEST') {
    throw validationError(
      'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  if (request.ProvisionedThroughput !== undefined) requireOtherThroughput(table, request.ProvisionedThroughput);
  const { BillingModeSummary: current, ...rest } = table;
  if (request.BillingMode === 'PROVISIONED' && current !== undefined && request.ProvisionedThroughput === undefined) {
    throw validationError(
      'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    );
  }
  if (request.BillingMode === 'PAY_PER_REQUEST') return onDemand({ ...rest, ...billing(mode, now) });
  const kept = request.BillingMode === undefined ? table : rest;
  return request.ProvisionedThroughput === undefined
    ? kept
    : { ...kept, ProvisionedThroughput: { ...request.ProvisionedThroughput, NumberOfDecreasesToday: 0 } };
}

function withDefinitions(table: TableDescription, { AttributeDefinitions = [] }: Request): TableDescription {
  const byName = new Map(
    [...table.AttributeDefinitions, ...AttributeDefinitions].map((definition) => [
      definition.AttributeName,
      definition,
    ]),
  );
  return { ...table, AttributeDefinitions: [...byName.values()] };
}

async function withStream(
  table: TableDescription,
  { StreamSpecification: stream }: Request,
  { storage, clock }: UpdateParts,
): Promise<Change> {
  if (stream === undefined) return { description: table, operations: [] };
  const isEnabled = table.StreamSpecification?.StreamEnabled === true;
  if (stream.StreamEnabled === isEnabled) {
    throw validationError(
      `Table already has ${isEnabled ? 'an enabled' : 'a disabled'} stream: TableName: ${table.TableName}`,
    );
  }
  const { StreamSpecification: _, LatestStreamArn: __, LatestStreamLabel: ___, ...rest } = table;
  return {
    description: { ...rest, ...streamDescription(table.TableArn, stream, clock.now()) },
    operations: await deletions(storage.streamRecords, within(table.TableName)),
  };
}

async function created(table: TableDescription, index: SecondaryIndex, storage: Storage): Promise<Change> {
  requireProjection(index);
  const indexes = table.GlobalSecondaryIndexes ?? [];
  const defined = new Set(table.AttributeDefinitions.map(({ AttributeName }) => AttributeName));
  const missing = index.KeySchema.filter(({ AttributeName }) => !defined.has(AttributeName));
  if (missing.length > 0) {
    throw validationError(
      `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${missing.map(({ AttributeName }) => AttributeName).join(', ')}], AttributeDefinitions: [${[...defined].join(', ')}]`,
    );
  }
  if (indexes.some(({ IndexName: name }) => name === index.IndexName)) {
    throw validationError(
      `One or more parameter values were invalid: Attempting to create an index which already exists: ${index.IndexName}`,
    );
  }
  const added = indexDescription(index, table.TableArn, true);
  const description = { ...table, GlobalSecondaryIndexes: [...indexes, added] };
  const operations: WriteOperation[] = [];
  for await (const item of storage.items.values(within(table.TableName))) {
    const change = { table: description, before: undefined, after: item };
    for (const { key, item: entry } of indexActions([added], change).puts) {
      operations.push(put(storage.indexes, `${table.TableName}~${index.IndexName}~${key}`, entry));
    }
  }
  return { description, operations };
}

async function deleted(table: TableDescription, name: string, storage: Storage): Promise<Change> {
  const { GlobalSecondaryIndexes: indexes = [], ...rest } = table;
  const remaining = indexes.filter(({ IndexName: other }) => other !== name);
  if (remaining.length === indexes.length) {
    throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  }
  return {
    description: remaining.length === 0 ? rest : { ...rest, GlobalSecondaryIndexes: remaining },
    operations: await deletions(storage.indexes, within(table.TableName, name)),
  };
}

async function withIndexes(table: TableDescription, request: Request, storage: Storage): Promise<Change> {
  const updates = request.GlobalSecondaryIndexUpdates ?? [];
  if (updates.filter(({ Create, Delete }) => Create ?? Delete).length > 1) {
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    );
  }
  const { Create, Delete } = updates.find((update) => update.Create ?? update.Delete) ?? {};
  if (Create !== undefined) return created(table, Create, storage);
  return Delete === undefined ? { description: table, operations: [] } : deleted(table, Delete.IndexName, storage);
}

/**
 * UpdateTable: billing, throughput (kept, never enforced), the stream, and one index added or removed at a time,
 * filled from the items in the same batch. The caller holds the exclusive lock.
 */
export async function updateTable(parts: UpdateParts, input: unknown): Promise<object> {
  const request = parseInput(UpdateTable, input);
  const record: TableRecord = parts.tables.record(request.TableName);
  requireChange(request);
  const now = parts.clock.now();
  const table = withDefinitions(withSettings(withThroughput(record.description, request, now), request, now), request);
  const streamed = await withStream(table, request, parts);
  const { description, operations } = await withIndexes(streamed.description, request, parts.storage);
  await parts.tables.save({ ...record, description }, [...streamed.operations, ...operations]);
  return { TableDescription: inStatus(description, 'UPDATING') };
}
