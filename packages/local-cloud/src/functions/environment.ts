import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { REGION } from '../aws/account.ts';
import type { FunctionModel } from '../templates/model.ts';

/**
 * The access key under which a function signs: the same in every run, so that the cloud can tell the caller and hold
 * it to its role. The form is that of AWS's temporary keys.
 */
export function accessKeyOf(functionName: string): string {
  const digest = createHash('sha256').update(functionName).digest('hex').toUpperCase();
  return `ASIA${digest.slice(0, 16)}`;
}

/** Everything that a function sees of its environment: what Lambda sets, what its template sets, where the cloud is. */
export function environmentOf(
  definition: FunctionModel,
  { endpoint, directory }: { readonly endpoint: string; readonly directory: string },
): Record<string, string> {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: directory,
    _HANDLER: definition.handler,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyOf(definition.name),
    AWS_SECRET_ACCESS_KEY: 'local',
    // Whatever profiles the developer has must never be read: a real account could be meant there.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...definition.environment,
  };
}
