import type { AwsCall } from '../../aws/api.ts';
import { secretArn, secretName } from '../../secretsmanager/secret-arn.ts';
import type { AccessRequest } from '../policy-set.ts';
import { textIn } from './input.ts';

const SECRET_OPERATIONS: ReadonlySet<string> = new Set([
  'GetSecretValue',
  'DescribeSecret',
  'ListSecretVersionIds',
  'PutSecretValue',
  'UpdateSecretVersionStage',
  'DeleteSecret',
  'RestoreSecret',
]);

/** What a call to Secrets Manager asks for. Decrypting under the AWS managed key takes nothing more. */
export function secretsManagerRequests({ operation, input }: AwsCall): AccessRequest[] {
  const action = `secretsmanager:${operation}`;
  if (operation === 'ListSecrets') return [{ action, resource: '*' }];
  const id = textIn(input, operation === 'CreateSecret' ? 'Name' : 'SecretId');
  if (operation !== 'CreateSecret' && !SECRET_OPERATIONS.has(operation)) return [];
  const versionStage = textIn(input, 'VersionStage') ?? (operation === 'GetSecretValue' ? 'AWSCURRENT' : undefined);
  return [
    {
      action,
      resource: id === undefined ? '*' : secretArn(secretName(id)),
      context: () => [['secretsmanager:VersionStage', versionStage === undefined ? undefined : [versionStage]]],
    },
  ];
}
