import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import { AwsError } from '../aws/api.ts';
import type { TableDescription } from './dynalite-types.ts';

/** What can be set of a table besides its keys, indexes, throughput and stream. Kept and told, otherwise without effect. */
export const TableSettings = z.object({
  DeletionProtectionEnabled: z.optional(z.boolean()),
  TableClass: z.optional(z.enum(['STANDARD', 'STANDARD_INFREQUENT_ACCESS'])),
  SSESpecification: z.optional(z.object({ Enabled: z.optional(z.boolean()), KMSMasterKeyId: z.optional(z.string()) })),
  OnDemandThroughput: z.optional(
    z.object({ MaxReadRequestUnits: z.optional(z.int()), MaxWriteRequestUnits: z.optional(z.int()) }),
  ),
});
type TableSettings = z.output<typeof TableSettings>;

export function hasSettings(settings: TableSettings): boolean {
  const { DeletionProtectionEnabled, TableClass, SSESpecification, OnDemandThroughput } = settings;
  return [DeletionProtectionEnabled, TableClass, SSESpecification, OnDemandThroughput].some(
    (setting) => setting !== undefined,
  );
}

function withEncryption(
  table: TableDescription,
  { Enabled, KMSMasterKeyId }: NonNullable<TableSettings['SSESpecification']>,
): TableDescription {
  const { SSEDescription: _, ...rest } = table;
  if (Enabled !== true) return rest;
  const KMSMasterKeyArn = KMSMasterKeyId?.startsWith('arn:')
    ? KMSMasterKeyId
    : arn('kms', `key/${KMSMasterKeyId ?? 'aws-managed-dynamodb'}`);
  return { ...rest, SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn } };
}

/** The table as these settings make it; what they do not name stays. */
export function withSettings(table: TableDescription, settings: TableSettings, now: Date): TableDescription {
  const { DeletionProtectionEnabled, TableClass, SSESpecification, OnDemandThroughput } = settings;
  const encrypted = SSESpecification === undefined ? table : withEncryption(table, SSESpecification);
  return {
    ...encrypted,
    DeletionProtectionEnabled: DeletionProtectionEnabled ?? table.DeletionProtectionEnabled ?? false,
    ...(TableClass && { TableClassSummary: { TableClass, LastUpdateDateTime: now.getTime() / 1000 } }),
    ...(OnDemandThroughput && { OnDemandThroughput: { ...table.OnDemandThroughput, ...OnDemandThroughput } }),
  };
}

/** Throws ValidationException for a table that is protected. */
export function requireDeletable({ DeletionProtectionEnabled }: TableDescription): void {
  if (DeletionProtectionEnabled !== true) return;
  throw new AwsError(
    'ValidationException',
    'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
  );
}
