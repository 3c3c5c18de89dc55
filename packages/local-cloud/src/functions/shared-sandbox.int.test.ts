import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import { FIXTURES, ROOT } from '../running-cloud.test-support.ts';
import { loadModel } from '../templates/load-model.ts';
import { FunctionHost } from './function-host.ts';

const ENDPOINT = 'http://127.0.0.1:1';
/** Of the function `companion`: its timeout is one second. */
const HALF_ITS_TIMEOUT_MS = 500;

describe('calls that share a sandbox', () => {
  let host: FunctionHost;

  beforeEach(async () => {
    const parameters = { eventBusName: 'tradewind-dev' };
    const model = await loadModel({ servicesDirectory: FIXTURES, endpoint: ENDPOINT, stage: 'dev', parameters });
    host = new FunctionHost({ root: ROOT, endpoint: ENDPOINT, model });
  });
  afterEach(() => host.close());

  const call = (act: 'wait' | 'hang' | 'crash', word = '') =>
    host.invoke('tradewind-shop-dev-companion', { act, word });

  /** Repeats a word until those who wait for it have gone on. */
  async function say<Result>(word: string, heard: Promise<Result>): Promise<Result> {
    const channel = new BroadcastChannel(word);
    const speaking = setInterval(() => channel.postMessage(word), 5);
    try {
      return await heard;
    } finally {
      clearInterval(speaking);
      channel.close();
    }
  }

  it('outlive one that runs out of time, and end the sandbox with the last of them', async () => {
    await say('warm', call('wait', 'warm'));
    const hanging = call('hang');
    await delay(HALF_ITS_TIMEOUT_MS);
    const waiting = call('wait', 'go on');
    expect(host.sandboxes).toBe(1);
    expect((await hanging).cause).toBe('timeout');
    expect(await say('go on', waiting)).toMatchObject({ payload: 'go on' });
    expect(host.sandboxes).toBe(0);
  });

  it('all end with one that crashes, and the next call finds another sandbox', async () => {
    await say('warm', call('wait', 'warm'));
    const all = [call('wait', 'never'), call('wait', 'never'), call('crash')];
    expect(host.sandboxes).toBe(1);
    for (const { cause, payload } of await Promise.all(all)) {
      expect(cause).toBe('crash');
      expect(payload).toMatchObject({ errorType: 'Runtime.UnhandledPromiseRejection' });
    }
    expect((await say('again', call('wait', 'again'))).payload).toBe('again');
    expect(host.sandboxes).toBe(1);
  });
});
