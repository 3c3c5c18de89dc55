import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, FIXTURES, ROOT } from '../running-cloud.test-support.ts';
import { loadModel } from '../templates/load-model.ts';
import type { FunctionModel } from '../templates/model.ts';
import { FunctionHost } from './function-host.ts';
import type { SandboxPoolOptions } from './sandbox-pool.ts';

let host: FunctionHost | undefined;

afterEach(async () => {
  await host?.close();
});

function modelOf() {
  const parameters = { eventBusName: 'tradewind-dev' };
  return loadModel({ servicesDirectory: FIXTURES, endpoint: 'http://127.0.0.1:1', stage: 'dev', parameters });
}

async function open(
  pool: SandboxPoolOptions,
  onOutput?: (functionName: string, line: string) => void,
): Promise<FunctionHost> {
  const model = await modelOf();
  host = new FunctionHost({ root: ROOT, endpoint: 'http://127.0.0.1:1', model, pool, ...(onOutput && { onOutput }) });
  return host;
}

describe('sandboxes', () => {
  it('stay warm between calls, and no function has more than its share', async () => {
    const opened = await open({ sandboxesPerFunction: 2, invocationsPerSandbox: 1 });
    const calls = Array.from({ length: 10 }, () => opened.invoke('tradewind-shop-dev-version', {}));
    for (const { functionError } of await Promise.all(calls)) expect(functionError).toBeUndefined();
    expect(opened.sandboxes).toBe(2);
  });

  it('take several calls at once, each with the trace of its own', async () => {
    const opened = await open({});
    const traces = ['Root=1', 'Root=2', 'Root=3', 'Root=4'];
    const calls = traces.map((traceHeader) =>
      opened.invoke('tradewind-shop-dev-meeting', { guests: traces.length }, { traceHeader }),
    );
    expect((await Promise.all(calls)).map(({ payload }) => payload)).toEqual(traces);
    expect(opened.sandboxes).toBe(1);
  });

  it('are opened beside a full one', async () => {
    const opened = await open({ invocationsPerSandbox: 2, sandboxesPerFunction: 3 });
    const calls = Array.from({ length: 6 }, () => opened.invoke('tradewind-shop-dev-meeting', { guests: 2 }));
    for (const { functionError } of await Promise.all(calls)) expect(functionError).toBeUndefined();
    expect(opened.sandboxes).toBe(3);
  });

  it('are not opened beside one whose calls only wait', async () => {
    const opened = await open({ crowdedFrom: 2 });
    const calls = Array.from({ length: 12 }, () => opened.invoke('tradewind-shop-dev-meeting', { guests: 12 }));
    for (const { functionError } of await Promise.all(calls)) expect(functionError).toBeUndefined();
    expect(opened.sandboxes).toBe(1);
  });

  it('are opened beside a crowded one that has no time left', async () => {
    const opened = await open({ crowdedFrom: 2 });
    const busy = () => opened.invoke('tradewind-shop-dev-busy', { ms: 40 });
    await eventually(async () => {
      await Promise.all([busy(), busy(), busy()]);
      expect(opened.sandboxes).toBe(2);
    });
  });

  it('give way to those of other functions', async () => {
    const opened = await open({ maxSandboxes: 2 });
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

describe('a function that fails while it is loaded', () => {
  it('fails every call with its own error, as on AWS', async () => {
    const opened = await open({});
    const [shop] = (await modelOf()).services;
    if (shop === undefined) throw new Error('The fixtures have no service.');
    const refusing = (definition: FunctionModel) => ({ ...definition, handler: 'src/handlers/refusing.handler' });
    opened.replaceService({ ...shop, functions: shop.functions.map(refusing) });
    for (let call = 1; call <= 2; call += 1) {
      const { cause, payload } = await opened.invoke('tradewind-shop-dev-echo', {});
      expect(cause).toBe('crash');
      expect(payload).toMatchObject({ errorType: 'RangeError', errorMessage: 'TABLE_NAME is missing' });
    }
  });
});

describe('what a function writes', () => {
  const lines = ['by the console', 'by the console, as an error', 'as bytes, Ærø', 'in two parts'];

  it('is told line by line before its result', async () => {
    const told: string[] = [];
    const opened = await open({}, (_, line) => told.push(line));
    await opened.invoke('tradewind-shop-dev-writing', { exits: false });
    expect(told).toEqual(lines);
  });

  it('is not lost when it exits', async () => {
    const told: string[] = [];
    const opened = await open({}, (_, line) => told.push(line));
    const { payload } = await opened.invoke('tradewind-shop-dev-writing', { exits: true });
    expect(payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(told).toEqual([...lines, 'without an end', expect.stringContaining('Runtime.ExitError')]);
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
