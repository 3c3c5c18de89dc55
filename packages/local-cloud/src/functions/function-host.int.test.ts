import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, FIXTURES, ROOT } from '../running-cloud.test-support.ts';
import { loadModel } from '../templates/load-model.ts';
import { FunctionHost } from './function-host.ts';
import type { SandboxPoolOptions } from './sandbox-pool.ts';

let host: FunctionHost | undefined;

afterEach(async () => {
  await host?.close();
});

async function open(pool: SandboxPoolOptions): Promise<FunctionHost> {
  const parameters = { eventBusName: 'tradewind-dev' };
  const model = await loadModel({
    servicesDirectory: FIXTURES,
    endpoint: 'http://127.0.0.1:1',
    stage: 'dev',
    parameters,
  });
  host = new FunctionHost({ root: ROOT, endpoint: 'http://127.0.0.1:1', model, pool });
  return host;
}

describe('sandboxes', () => {
  it('stay warm between calls, and no function has more than its share', async () => {
    const opened = await open({ concurrency: 2 });
    const calls = Array.from({ length: 10 }, () => opened.invoke('tradewind-shop-dev-version', {}));
    for (const { functionError } of await Promise.all(calls)) expect(functionError).toBeUndefined();
    expect(opened.sandboxes).toBe(2);
  });

  it('give way to those of other functions', async () => {
    const opened = await open({ maxIdle: 2 });
    for (const key of ['version', 'echo', 'environment', 'version'])
      await opened.invoke(`tradewind-shop-dev-${key}`, {});
    expect(opened.sandboxes).toBe(2);
  });

  it('close when nobody calls', async () => {
    const opened = await open({ idleMs: 100 });
    await opened.invoke('tradewind-shop-dev-version', {});
    expect(opened.sandboxes).toBe(1);
    await eventually(() => expect(opened.sandboxes).toBe(0));
  });

  it('are replaced after a crash and after a timeout', async () => {
    const opened = await open({});
    for (const key of ['crashing', 'hanging']) {
      const { cause } = await opened.invoke(`tradewind-shop-dev-${key}`, {});
      expect(cause).toBe(key === 'crashing' ? 'crash' : 'timeout');
    }
    expect(opened.sandboxes).toBe(0);
  });
});

describe('invoke', () => {
  it('rejects for an unknown function', async () => {
    const opened = await open({});
    await expect(opened.invoke('unknown', {})).rejects.toThrow('Function not found: unknown');
  });

  it('knows which function signs with an access key', async () => {
    const opened = await open({});
    const { payload } = await opened.invoke('tradewind-shop-dev-environment', {});
    expect(payload).toHaveProperty('AWS_ACCESS_KEY_ID');
    const key = Object(payload)['AWS_ACCESS_KEY_ID'];
    expect(opened.functionOfAccessKey(String(key))?.key).toBe('environment');
    expect(opened.functionOfAccessKey('local')).toBeUndefined();
  });
});
