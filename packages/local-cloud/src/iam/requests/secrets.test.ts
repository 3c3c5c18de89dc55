import { describe, expect, it } from '@jest/globals';
import { secretArn } from '../../secretsmanager/secret-arn.ts';
import { secretsManagerRequests } from './secrets.ts';

const requestsFor = (operation: string, input: object) =>
  secretsManagerRequests({
    operation,
    input,
    accessKeyId: '',
    method: 'POST',
    path: '/',
    headers: {},
    rawBody: Buffer.alloc(0),
  });
const ARN = secretArn('tradewind/dev/cursor-signing');

describe('what a call to Secrets Manager asks for', () => {
  it.each(['tradewind/dev/cursor-signing', ARN, ARN.slice(0, -7)])('is the secret named %s, by its ARN', (SecretId) => {
    const [request] = requestsFor('GetSecretValue', { SecretId, VersionStage: 'AWSPREVIOUS' });
    expect(request).toMatchObject({ action: 'secretsmanager:GetSecretValue', resource: ARN });
    expect(request?.context?.()).toEqual([['secretsmanager:VersionStage', ['AWSPREVIOUS']]]);
  });

  it('is the current version where no other is named', () => {
    const [request] = requestsFor('GetSecretValue', { SecretId: ARN });
    expect(request?.context?.()).toEqual([['secretsmanager:VersionStage', ['AWSCURRENT']]]);
  });

  it('is everything for a list, and unknown for an operation that does not exist', () => {
    expect(requestsFor('ListSecrets', {})).toEqual([{ action: 'secretsmanager:ListSecrets', resource: '*' }]);
    expect(requestsFor('RotateSecret', { SecretId: ARN })).toEqual([]);
  });
});
