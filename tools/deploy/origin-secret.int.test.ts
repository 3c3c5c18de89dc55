import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { createHash } from 'node:crypto';
import { originSecretHashes, originSecretName } from './origin-secret.ts';

let cloud: TestCloud;
let client: SecretsManagerClient;

beforeAll(async () => {
  cloud = await startTestCloud({});
  client = new SecretsManagerClient({ endpoint: cloud.endpoint });
});

afterAll(async () => {
  client.destroy();
  await cloud.close();
});

async function currentSecret(stage: string): Promise<string> {
  const answer = await client.send(new GetSecretValueCommand({ SecretId: originSecretName(stage) }));
  return answer.SecretString ?? '';
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

describe('originSecretHashes', () => {
  it('makes a secret for a new stage, unguessable, and tells only its hash', async () => {
    const hashes = await originSecretHashes(client, 'staging');
    const secret = await currentSecret('staging');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(hashes).toEqual([hashOf(secret)]);
  });

  it('tells the same of a secret that exists', async () => {
    const hashes = await originSecretHashes(client, 'prod');
    expect(await originSecretHashes(client, 'prod')).toEqual(hashes);
  });

  it('tells of the new one and the one before while it is being changed', async () => {
    const [before] = await originSecretHashes(client, 'rotated');
    const SecretString = 'x'.repeat(43);
    await client.send(new PutSecretValueCommand({ SecretId: originSecretName('rotated'), SecretString }));
    expect(await originSecretHashes(client, 'rotated')).toEqual([hashOf(SecretString), before]);
  });

  it('makes one secret when two deployments start at once', async () => {
    const [one, other] = await Promise.all([originSecretHashes(client, 'race'), originSecretHashes(client, 'race')]);
    expect(one).toEqual(other);
  });
});
