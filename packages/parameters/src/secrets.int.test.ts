import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@tradewind/kernel';
import { openSecretsManager } from '@tradewind/local-cloud/secretsmanager/secrets-manager';
import { startAwsServer, type AwsServer } from '@tradewind/local-cloud/server';
import { openStore, type Store } from '@tradewind/local-cloud/store';
import { secret } from './secrets.ts';

const SecretId = 'tradewind/dev/signing';

describe('secret', () => {
  const before = { ...process.env };
  let store: Store;
  let server: AwsServer;
  let client: SecretsManagerClient;

  beforeAll(async () => {
    store = openStore();
    server = await startAwsServer({ port: 0, apis: [openSecretsManager({ store, clock: systemClock }).api] });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    client = new SecretsManagerClient({});
  });
  afterAll(async () => {
    process.env = before;
    client.destroy();
    await server.close();
    store.close();
  });

  const refuse = (): never => {
    throw new Error('forged');
  };

  it('fails for a secret that is not there, and finds it once it is', async () => {
    await expect(secret(SecretId).current()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await client.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'first' }));
    expect(await secret(SecretId).current()).toBe('first');
  });

  it('has no value before its first rotation that could be tried instead', async () => {
    await expect(secret(SecretId).withAnyValue(refuse)).rejects.toThrow('forged');
  });

  it('tries the current and the previous value in a process that starts after a rotation', async () => {
    const Name = 'tradewind/dev/rotated';
    const { ARN = '' } = await client.send(new CreateSecretCommand({ Name, SecretString: 'first' }));
    await client.send(new PutSecretValueCommand({ SecretId: Name, SecretString: 'second' }));
    const tried: string[] = [];
    const attempt = (value: string) => (tried.push(value), refuse());
    await expect(secret(ARN).withAnyValue(attempt)).rejects.toThrow('forged');
    expect(tried).toEqual(['second', 'first']);
  });
});
