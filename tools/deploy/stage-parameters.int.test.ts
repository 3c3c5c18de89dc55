import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { ensureStageSecrets } from './stage-parameters.ts';

let cloud: TestCloud;
let client: SSMClient;

beforeAll(async () => {
  cloud = await startTestCloud({});
  client = new SSMClient({ endpoint: cloud.endpoint });
});

afterAll(async () => {
  client.destroy();
  await cloud.close();
});

async function read(name: string) {
  return (await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }))).Parameter;
}

describe('ensureStageSecrets', () => {
  it('creates what a new stage lacks, encrypted and unguessable', async () => {
    expect(await ensureStageSecrets(client, 'staging')).toEqual(['/tradewind/staging/cursor-secret']);
    const secret = await read('/tradewind/staging/cursor-secret');
    expect(secret?.Type).toBe('SecureString');
    expect(secret?.Value).toMatch(/^[\w-]{43}$/);
  });

  it('never changes a secret that exists', async () => {
    await ensureStageSecrets(client, 'prod');
    const before = await read('/tradewind/prod/cursor-secret');
    expect(await ensureStageSecrets(client, 'prod')).toEqual([]);
    expect(await read('/tradewind/prod/cursor-secret')).toEqual(before);
  });

  it('makes one secret when two deployments start at once', async () => {
    const made = await Promise.all([ensureStageSecrets(client, 'race'), ensureStageSecrets(client, 'race')]);
    expect(made.flat()).toHaveLength(1);
  });
});
