import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@tradewind/kernel';
import { startAwsServer, type AwsServer } from '@tradewind/local-cloud/server';
import { openSsm } from '@tradewind/local-cloud/ssm/ssm';
import { openStore, type Store } from '@tradewind/local-cloud/store';
import { parameter } from './index.ts';

describe('parameter', () => {
  const before = { ...process.env };
  let store: Store;
  let server: AwsServer;
  let ssm: SSMClient;

  beforeAll(async () => {
    store = openStore();
    server = await startAwsServer({ port: 0, apis: [openSsm({ store, clock: systemClock }).api] });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    ssm = new SSMClient({});
  });
  afterAll(async () => {
    process.env = before;
    ssm.destroy();
    await server.close();
    store.close();
  });

  const put = (Value: string) =>
    ssm.send(new PutParameterCommand({ Name: '/tradewind/dev/setting', Type: 'String', Value, Overwrite: true }));

  it('fails for a parameter that is not there, and finds it once it is', async () => {
    await expect(parameter('/tradewind/dev/setting')).rejects.toMatchObject({ name: 'ParameterNotFound' });
    await put('first');
    expect(await parameter('/tradewind/dev/setting')).toBe('first');
  });

  it('answers from memory, whatever happens to the parameter meanwhile', async () => {
    await put('second');
    expect(await parameter('/tradewind/dev/setting')).toBe('first');
    await ssm.send(new DeleteParameterCommand({ Name: '/tradewind/dev/setting' }));
    expect(await parameter('/tradewind/dev/setting')).toBe('first');
  });
});
