import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { secretArn, secretName } from './secret-arn.ts';
import type { SecretTable, SecretVersion, StoredSecret } from './secret-table.ts';
import { CURRENT, withoutStage, withStages } from './version-stages.ts';

export interface SecretContext {
  readonly table: SecretTable;
  readonly clock: Clock;
}

const DAY_MS = 86_400_000;
const SecretId = z.string().check(z.minLength(1), z.maxLength(2048));
const SecretString = z.string().check(z.maxLength(65_536));
const Stages = z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(20));
const Token = z.optional(z.string().check(z.minLength(32), z.maxLength(64)));

/** Making, changing and deleting secrets. Values are text; binary ones are refused by name. */
export function secretOperations(context: SecretContext): Record<string, Operation> {
  const { table } = context;
  return {
    CreateSecret: operation(
      z.object({
        Name: z.string().check(z.regex(/^[\w/+=.@-]{1,512}$/)),
        Description: z.optional(z.string()),
        SecretString: z.optional(SecretString),
        SecretBinary: z.optional(z.undefined()),
        ClientRequestToken: Token,
      }),
      (input) => create(context, input),
    ),
    PutSecretValue: operation(
      z.object({
        SecretId,
        SecretString,
        ClientRequestToken: Token,
        VersionStages: z._default(Stages, [CURRENT]),
      }),
      (input) => {
        const secret = existing(table, input.SecretId);
        const versionId = input.ClientRequestToken ?? randomUUID();
        addVersion(context, secret, { versionId, value: input.SecretString, stages: input.VersionStages });
        const VersionStages = table.versions(secret.name).find((one) => one.version_id === versionId)?.stages;
        return { ...reference(secret), VersionId: versionId, VersionStages };
      },
    ),
    UpdateSecretVersionStage: operation(
      z.object({
        SecretId,
        VersionStage: z.string(),
        MoveToVersionId: z.optional(z.string()),
        RemoveFromVersionId: z.optional(z.string()),
      }),
      (input) => moveStage(context, input),
    ),
    DeleteSecret: operation(
      z.object({
        SecretId,
        ForceDeleteWithoutRecovery: z._default(z.boolean(), false),
        RecoveryWindowInDays: z._default(z.int().check(z.minimum(7), z.maximum(30)), 30),
      }),
      (input) => {
        const secret = existing(table, input.SecretId);
        const now = context.clock.now().getTime();
        const deleted_at = input.ForceDeleteWithoutRecovery ? now : now + input.RecoveryWindowInDays * DAY_MS;
        if (input.ForceDeleteWithoutRecovery) table.delete(secret.name);
        else table.put({ ...secret, deleted_at });
        return { ...reference(secret), DeletionDate: deleted_at / 1000 };
      },
    ),
    RestoreSecret: operation(z.object({ SecretId }), (input) => {
      const secret = found(table, input.SecretId);
      table.put({ ...secret, deleted_at: null });
      return reference(secret);
    }),
  };
}

interface NewSecret {
  readonly Name: string;
  readonly Description?: string | undefined;
  readonly SecretString?: string | undefined;
  readonly ClientRequestToken?: string | undefined;
}

function create(context: SecretContext, input: NewSecret): object {
  const { table, clock } = context;
  const present = table.secret(input.Name);
  if (present?.deleted_at === null) {
    throw new AwsError(
      'ResourceExistsException',
      `The operation failed because the secret ${input.Name} already exists.`,
    );
  }
  if (present !== undefined) {
    throw new AwsError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const now = clock.now().getTime();
  const { Description: description = null, SecretString: value } = input;
  const secret: StoredSecret = { name: input.Name, description, created_at: now, changed_at: now, deleted_at: null };
  table.put(secret);
  if (value === undefined) return reference(secret);
  const versionId = input.ClientRequestToken ?? randomUUID();
  addVersion(context, secret, { versionId, value, stages: [CURRENT] });
  return { ...reference(secret), VersionId: versionId };
}

interface NewVersion {
  readonly versionId: string;
  readonly value: string;
  readonly stages: readonly string[];
}

/** The token makes it one version however often it is asked for; another value under the same token is refused. */
function addVersion({ table, clock }: SecretContext, secret: StoredSecret, added: NewVersion): void {
  const versions = table.versions(secret.name);
  const same = versions.find((version) => version.version_id === added.versionId);
  if (same !== undefined && same.value !== added.value) {
    throw new AwsError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${added.versionId} because that value is already in use for a version of secret ${secretArn(secret.name)}.`,
    );
  }
  if (same !== undefined) return;
  const now = clock.now().getTime();
  const version: SecretVersion = {
    secret: secret.name,
    version_id: added.versionId,
    value: added.value,
    stages: [],
    created_at: now,
  };
  table.replaceVersions(secret.name, withStages([...versions, version], added.versionId, added.stages));
  table.put({ ...secret, changed_at: now });
}

interface StageMove {
  readonly SecretId: string;
  readonly VersionStage: string;
  readonly MoveToVersionId?: string | undefined;
  readonly RemoveFromVersionId?: string | undefined;
}

function moveStage({ table, clock }: SecretContext, input: StageMove): object {
  const { VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from } = input;
  const secret = existing(table, input.SecretId);
  const versions = table.versions(secret.name);
  const holder = versions.find((version) => version.stages.includes(stage));
  if (holder !== undefined && holder.version_id !== to && holder.version_id !== from) {
    throw new AwsError(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.version_id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
  if (to !== undefined && !versions.some((version) => version.version_id === to)) {
    throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret version.");
  }
  const moved = to === undefined ? withoutStage(versions, from ?? '', stage) : withStages(versions, to, [stage]);
  table.replaceVersions(secret.name, moved);
  table.put({ ...secret, changed_at: clock.now().getTime() });
  return reference(secret);
}

/** By name or ARN, marked for deletion or not. Throws ResourceNotFoundException. */
export function found(table: SecretTable, id: string): StoredSecret {
  const secret = table.secret(secretName(id));
  if (secret !== undefined) return secret;
  throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/** By name or ARN. Throws ResourceNotFoundException, and InvalidRequestException for one that is marked for deletion. */
export function existing(table: SecretTable, id: string): StoredSecret {
  const secret = found(table, id);
  if (secret.deleted_at === null) return secret;
  throw new AwsError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

export function reference({ name }: StoredSecret): { ARN: string; Name: string } {
  return { ARN: secretArn(name), Name: name };
}
