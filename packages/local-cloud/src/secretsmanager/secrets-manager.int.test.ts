import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
  type GetSecretValueCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { startKillableApis } from '../aws/killable-apis.test-support.ts';
import { clientConfig, startApis, temporaryDirectory } from '../aws/running-apis.test-support.ts';

let apis: Awaited<ReturnType<typeof startApis>>;
let client: SecretsManagerClient;

beforeAll(async () => {
  apis = await startApis();
  client = new SecretsManagerClient(apis.clientConfig);
});
afterAll(async () => {
  client.destroy();
  await apis.close();
});

const create = (Name: string, SecretString = 'first') => client.send(new CreateSecretCommand({ Name, SecretString }));
const put = (SecretId: string, SecretString: string, more: object = {}) =>
  client.send(new PutSecretValueCommand({ SecretId, SecretString, ...more }));
const value = async (SecretId: string, more: Omit<GetSecretValueCommandInput, 'SecretId'> = {}) =>
  (await client.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString;

describe('Secrets Manager', () => {
  it('finds a secret by name, by ARN and by the ARN without its last characters', async () => {
    const { ARN = '' } = await create('shop/by-arn');
    expect(ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:shop\/by-arn-\w{6}$/);
    for (const id of ['shop/by-arn', ARN, ARN.slice(0, -7)]) expect(await value(id)).toBe('first');
  });

  it('keeps the value before as AWSPREVIOUS, and drops the one before that', async () => {
    await create('rotated');
    await put('rotated', 'second');
    await put('rotated', 'third');
    expect(await value('rotated')).toBe('third');
    expect(await value('rotated', { VersionStage: 'AWSPREVIOUS' })).toBe('second');
    const { Versions } = await client.send(new ListSecretVersionIdsCommand({ SecretId: 'rotated' }));
    expect(Versions?.map(({ VersionStages }) => VersionStages)).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
  });

  it('takes a new version beside the current one until its stage is moved, and moves it back', async () => {
    const { VersionId: first } = await create('pending');
    const { VersionId: second } = await put('pending', 'second', { VersionStages: ['AWSPENDING'] });
    expect(await value('pending')).toBe('first');
    expect(await value('pending', { VersionStage: 'AWSPENDING' })).toBe('second');
    const move = (MoveToVersionId?: string, RemoveFromVersionId?: string) =>
      client.send(
        new UpdateSecretVersionStageCommand({
          SecretId: 'pending',
          VersionStage: 'AWSCURRENT',
          MoveToVersionId,
          RemoveFromVersionId,
        }),
      );
    await expect(move(second)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await move(second, first);
    expect([await value('pending'), await value('pending', { VersionStage: 'AWSPREVIOUS' })]).toEqual([
      'second',
      'first',
    ]);
    await move(first, second);
    expect(await value('pending')).toBe('first');
    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: 'pending' }));
    expect(VersionIdsToStages).toEqual({ [`${first}`]: ['AWSCURRENT'], [`${second}`]: ['AWSPENDING', 'AWSPREVIOUS'] });
  });

  it('makes one version of a request that is repeated', async () => {
    await create('repeated');
    // no secret: it makes a request repeatable
    const ClientRequestToken = '0123456789abcdef0123456789abcdef';
    await put('repeated', 'second', { ClientRequestToken });
    await put('repeated', 'second', { ClientRequestToken });
    expect(await value('repeated', { VersionStage: 'AWSPREVIOUS' })).toBe('first');
    const other = put('repeated', 'other', { ClientRequestToken });
    await expect(other).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('hides a secret that is marked for deletion until it is restored', async () => {
    await create('deleted');
    await client.send(new DeleteSecretCommand({ SecretId: 'deleted' }));
    await expect(value('deleted')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    await expect(create('deleted')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const { SecretList } = await client.send(new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['del'] }] }));
    expect(SecretList).toEqual([]);
    await client.send(new RestoreSecretCommand({ SecretId: 'deleted' }));
    expect(await value('deleted')).toBe('first');
    await client.send(new DeleteSecretCommand({ SecretId: 'deleted', ForceDeleteWithoutRecovery: true }));
    await expect(value('deleted')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('refuses a name twice, a secret that is not there and a stage that no version has', async () => {
    await create('once');
    await expect(create('once')).rejects.toMatchObject({ name: 'ResourceExistsException' });
    await expect(value('never')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const previous = value('once', { VersionStage: 'AWSPREVIOUS' });
    await expect(previous).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSPREVIOUS",
    });
  });

  it('keeps everything over kill -9', async () => {
    const { directory, remove } = await temporaryDirectory();
    const killable = await startKillableApis(directory);
    const doomed = new SecretsManagerClient(clientConfig(killable.endpoint));
    await doomed.send(new CreateSecretCommand({ Name: 'kept', SecretString: 'first' }));
    await doomed.send(new PutSecretValueCommand({ SecretId: 'kept', SecretString: 'second' }));
    doomed.destroy();
    await killable.kill();

    const again = await startApis({ directory });
    const reader = new SecretsManagerClient(again.clientConfig);
    const read = async (VersionStage: string) =>
      (await reader.send(new GetSecretValueCommand({ SecretId: 'kept', VersionStage }))).SecretString;
    expect([await read('AWSCURRENT'), await read('AWSPREVIOUS')]).toEqual(['second', 'first']);
    reader.destroy();
    await again.close();
    await remove();
  });
});
