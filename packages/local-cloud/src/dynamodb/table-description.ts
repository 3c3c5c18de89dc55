import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import type { SecondaryIndex, TableDescription, TableSchema, Throughput } from './dynalite-types.ts';

/** What a table without provisioned throughput tells of it. */
export const ON_DEMAND: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 };

function throughput(given: Throughput | undefined): Throughput {
  return given === undefined ? ON_DEMAND : { ...given, NumberOfDecreasesToday: 0 };
}

/** An index of a table as DescribeTable tells it. `isGlobal` ones have throughput and a status of their own. */
export function indexDescription(index: SecondaryIndex, tableArn: string, isGlobal: boolean): SecondaryIndex {
  return {
    ...index,
    IndexArn: `${tableArn}/index/${index.IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
    ...(isGlobal && { IndexStatus: 'ACTIVE', ProvisionedThroughput: throughput(index.ProvisionedThroughput) }),
  };
}

export const StreamSpecification = z.object({
  StreamEnabled: z.boolean(),
  StreamViewType: z.optional(z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'])),
});
type StreamSpecification = z.output<typeof StreamSpecification>;

/** The members that describe a table's stream; none for a table without. A stream is named by the moment it began. */
export function streamDescription(
  tableArn: string,
  stream: StreamSpecification | undefined,
  now: Date,
): Pick<TableDescription, 'StreamSpecification' | 'LatestStreamArn' | 'LatestStreamLabel'> {
  if (stream?.StreamEnabled !== true || stream.StreamViewType === undefined) return {};
  const label = now.toISOString().slice(0, -1);
  return {
    StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType },
    LatestStreamLabel: label,
    LatestStreamArn: `${tableArn}/stream/${label}`,
  };
}

export function billing(mode: string | undefined, now: Date): Pick<TableDescription, 'BillingModeSummary'> {
  if (mode !== 'PAY_PER_REQUEST') return {};
  return {
    BillingModeSummary: { BillingMode: mode, LastUpdateToPayPerRequestDateTime: now.getTime() / 1000 },
  };
}

/** A new table as DescribeTable tells it from now on. */
export function tableDescription(
  { BillingMode, GlobalSecondaryIndexes, LocalSecondaryIndexes, ...schema }: TableSchema,
  stream: StreamSpecification | undefined,
  now: Date,
): TableDescription {
  const tableArn = arn('dynamodb', `table/${schema.TableName}`);
  return {
    ...schema,
    TableArn: tableArn,
    TableId: randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: now.getTime() / 1000,
    ItemCount: 0,
    TableSizeBytes: 0,
    ProvisionedThroughput: throughput(schema.ProvisionedThroughput),
    ...billing(BillingMode, now),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => indexDescription(index, tableArn, true)),
    }),
    ...(LocalSecondaryIndexes && {
      LocalSecondaryIndexes: LocalSecondaryIndexes.map((index) => indexDescription(index, tableArn, false)),
    }),
    ...streamDescription(tableArn, stream, now),
  };
}

/** A table while AWS works on it: what CreateTable, UpdateTable and DeleteTable answer. Here the work is already done. */
export function inStatus(table: TableDescription, status: 'CREATING' | 'UPDATING' | 'DELETING'): TableDescription {
  return { ...table, TableStatus: status };
}
