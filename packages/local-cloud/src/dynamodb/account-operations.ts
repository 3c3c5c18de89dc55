import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { KeyLocks } from './key-locks.ts';
import type { TableRecord } from './storage.ts';
import type { TableRegistry } from './table-registry.ts';

/** What a new account has in us-east-1. Nothing is throttled here. */
const LIMITS = {
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
};
const ENDPOINT_CACHE_MINUTES = 1440;
const DEFAULT_RECOVERY_DAYS = 35;

const Described = z.object({ TableName: z.string() });
const UpdateContinuousBackups = z.object({
  TableName: z.string(),
  PointInTimeRecoverySpecification: z.object({
    PointInTimeRecoveryEnabled: z.boolean(),
    RecoveryPeriodInDays: z.optional(z.int().check(z.minimum(1), z.maximum(DEFAULT_RECOVERY_DAYS))),
  }),
});

function tableOf(tables: TableRegistry, name: string): TableRecord {
  const record = tables.find(name);
  if (record === undefined) throw new AwsError('TableNotFoundException', `Table not found: ${name}`);
  return record;
}

function continuousBackups({ pointInTimeRecovery: recovery }: TableRecord, now: Date): object {
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription:
        recovery === undefined
          ? { PointInTimeRecoveryStatus: 'DISABLED' }
          : {
              PointInTimeRecoveryStatus: 'ENABLED',
              RecoveryPeriodInDays: recovery.days,
              EarliestRestorableDateTime: recovery.since,
              LatestRestorableDateTime: now.getTime() / 1000,
            },
    },
  };
}

/** What templates and SDKs ask besides tables and items. The recovery to a point in time is noted, nothing can be restored. */
export function accountOperations(
  tables: TableRegistry,
  locks: KeyLocks,
  clock: Clock,
): Readonly<Record<string, Operation>> {
  async function update(input: z.output<typeof UpdateContinuousBackups>): Promise<object> {
    const { pointInTimeRecovery: current, ...record } = tableOf(tables, input.TableName);
    const { PointInTimeRecoveryEnabled, RecoveryPeriodInDays: days } = input.PointInTimeRecoverySpecification;
    const since = current?.since ?? clock.now().getTime() / 1000;
    const next: TableRecord = PointInTimeRecoveryEnabled
      ? { ...record, pointInTimeRecovery: { since, days: days ?? current?.days ?? DEFAULT_RECOVERY_DAYS } }
      : record;
    await tables.save(next);
    return continuousBackups(next, clock.now());
  }

  return {
    DescribeLimits: () => LIMITS,
    DescribeEndpoints: (_, { headers }) => ({
      Endpoints: [{ Address: headers.host ?? 'localhost', CachePeriodInMinutes: ENDPOINT_CACHE_MINUTES }],
    }),
    DescribeContinuousBackups: operation(Described, ({ TableName }) =>
      continuousBackups(tableOf(tables, TableName), clock.now()),
    ),
    UpdateContinuousBackups: operation(UpdateContinuousBackups, (input) => locks.exclusive(() => update(input))),
  };
}
