import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@tradewind/kernel';
import { startAwsServer, type AwsServer } from '@tradewind/local-cloud/server';
import { openSsm } from '@tradewind/local-cloud/ssm/ssm';
import { openStore, type Store } from '@tradewind/local-cloud/store';
import { storedSetting } from './parameter-store.ts';

const Name = '/tradewind/dev/setting';

describe('storedSetting', () => {
  const before = { ...process.env };
  let store: Store;
  let server: AwsServer;
  let answers = true;
  let ssm: SSMClient;

  beforeAll(async () => {
    store = openStore();
    const { api } = openSsm({ store, clock: systemClock });
    const silent = new Promise<never>(() => undefined);
    server = await startAwsServer({
      port: 0,
      apis: [{ ...api, handle: (call) => (answers ? api.handle(call) : silent) }],
    });
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

  const setting = () => storedSetting(Name, { parse: (text) => text.toUpperCase(), fallback: 'DEFAULT' });

  it('has its default while there is no such parameter, with the reason in the words of AWS', async () => {
    const failures: unknown[] = [];
    expect(await setting().current((error) => failures.push(error))).toBe('DEFAULT');
    expect(failures).toEqual([expect.objectContaining({ name: 'ParameterNotFound' })]);
  });

  it('has its default in time while Parameter Store does not answer at all', async () => {
    answers = false;
    const failures: unknown[] = [];
    const slow = storedSetting(Name, { parse: String, fallback: 'default', deadlineMs: 50 });
    expect(await slow.current((error) => failures.push(error))).toBe('default');
    expect(failures).toEqual([expect.objectContaining({ name: 'AbortError' })]);
    answers = true;
  });

  it('has what is stored, and keeps it whatever happens to the parameter meanwhile', async () => {
    await ssm.send(new PutParameterCommand({ Name, Type: 'String', Value: 'first' }));
    const kept = setting();
    const fail = (error: unknown) => {
      throw error;
    };
    expect(await kept.current(fail)).toBe('FIRST');
    await ssm.send(new DeleteParameterCommand({ Name }));
    expect(await kept.current(fail)).toBe('FIRST');
  });
});
