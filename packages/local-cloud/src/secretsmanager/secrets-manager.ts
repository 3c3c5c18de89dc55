import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { AwsError, jsonApi, type JsonApi, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { Store } from '../store.ts';
import { existing, found, reference, secretOperations } from './secret-operations.ts';
import { SecretTable, type SecretVersion, type StoredSecret } from './secret-table.ts';
import { CURRENT } from './version-stages.ts';

export interface LocalSecretsManager {
  readonly api: JsonApi;
}

/** Secrets Manager: text secrets with versions and their stages. Rotation is PutSecretValue; there are no schedules. */
export function openSecretsManager({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): LocalSecretsManager {
  const table = new SecretTable(store);
  const operations = { ...secretOperations({ table, clock }), ...readOperations(table) };
  return {
    api: jsonApi({ signingName: 'secretsmanager', protocol: '1.1', operations: inTransactions(store, operations) }),
  };
}

const SecretId = z.string();

function readOperations(table: SecretTable): Record<string, Operation> {
  return {
    GetSecretValue: operation(
      z.object({ SecretId, VersionId: z.optional(z.string()), VersionStage: z.optional(z.string()) }),
      (input) => {
        const secret = existing(table, input.SecretId);
        const version = versionOf(table.versions(secret.name), input);
        return {
          ...reference(secret),
          VersionId: version.version_id,
          SecretString: version.value,
          VersionStages: version.stages,
          CreatedDate: version.created_at / 1000,
        };
      },
    ),
    DescribeSecret: operation(z.object({ SecretId }), (input) => {
      const secret = found(table, input.SecretId);
      const stages = table.versions(secret.name).map((version) => [version.version_id, version.stages]);
      return { ...metadata(secret), VersionIdsToStages: Object.fromEntries(stages) };
    }),
    ListSecretVersionIds: operation(z.object({ SecretId }), (input) => {
      const secret = found(table, input.SecretId);
      const Versions = table.versions(secret.name).map((version) => ({
        VersionId: version.version_id,
        VersionStages: version.stages,
        CreatedDate: version.created_at / 1000,
      }));
      return { ...reference(secret), Versions };
    }),
    ListSecrets: operation(
      z.object({ Filters: z._default(z.array(z.object({ Key: z.literal('name'), Values: z.array(z.string()) })), []) }),
      ({ Filters }) => {
        const wanted = ({ name }: StoredSecret): boolean =>
          Filters.every(({ Values }) => Values.some((prefix) => name.startsWith(prefix)));
        return {
          SecretList: table
            .secrets()
            .filter((secret) => secret.deleted_at === null && wanted(secret))
            .map(metadata),
        };
      },
    ),
  };
}

interface VersionChoice {
  readonly VersionId?: string | undefined;
  readonly VersionStage?: string | undefined;
}

function versionOf(versions: readonly SecretVersion[], { VersionId, VersionStage }: VersionChoice): SecretVersion {
  const stage = VersionStage ?? (VersionId === undefined ? CURRENT : undefined);
  const version = versions.find(
    ({ version_id, stages }) =>
      (VersionId ?? version_id) === version_id && (stage === undefined || stages.includes(stage)),
  );
  if (version !== undefined) return version;
  const asked = VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`;
  throw new AwsError('ResourceNotFoundException', `Secrets Manager can't find the specified secret value for ${asked}`);
}

function metadata(secret: StoredSecret): object {
  return {
    ...reference(secret),
    Description: secret.description ?? undefined,
    CreatedDate: secret.created_at / 1000,
    LastChangedDate: secret.changed_at / 1000,
    DeletedDate: secret.deleted_at === null ? undefined : secret.deleted_at / 1000,
  };
}

/** A secret without the version that was put with it must not outlive the process. */
function inTransactions(store: Store, operations: Record<string, Operation>): Record<string, Operation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, run]): [string, Operation] => [
      name,
      (input, call) => store.transaction(() => run(input, call)),
    ]),
  );
}
