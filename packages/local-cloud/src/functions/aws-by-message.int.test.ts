import { afterEach, describe, expect, it } from '@jest/globals';
import { AwsError, jsonApi, type AwsCall } from '../aws/api.ts';
import { awsDispatcher, type AwsDispatcherOptions } from '../aws/dispatcher.ts';
import { FIXTURES, ROOT } from '../running-cloud.test-support.ts';
import { loadModel } from '../templates/load-model.ts';
import { accessKeyOf } from './environment.ts';
import { FunctionHost } from './function-host.ts';

/** Nobody listens there: what is answered all the same came by message. */
const ENDPOINT = 'http://127.0.0.1:1';
const GET_ITEM = 'tradewind-shop-dev-get-item';
const REQUEST = { pathParameters: { id: 'ü' } };

let host: FunctionHost | undefined;

afterEach(async () => host?.close());

async function open(options: Partial<AwsDispatcherOptions> = {}) {
  const calls: AwsCall[] = [];
  const api = jsonApi({
    signingName: 'dynamodb',
    protocol: '1.0',
    operations: {
      GetItem: (_, call) => {
        calls.push(call);
        return { Item: { value: { S: 'été' } } };
      },
    },
  });
  const parameters = { eventBusName: 'tradewind-dev' };
  const model = await loadModel({ servicesDirectory: FIXTURES, endpoint: ENDPOINT, stage: 'dev', parameters });
  const dispatch = awsDispatcher({ apis: [api], ...options });
  host = new FunctionHost({ root: ROOT, endpoint: ENDPOINT, model, dispatch });
  return { host, calls };
}

describe("a function's calls to AWS", () => {
  it('reach the API without a socket, under the key and in the trace of the function', async () => {
    const opened = await open();
    const traceHeader = 'Root=1-00000000-000000000000000000000001;Parent=0000000000000001;Sampled=1';
    const { payload } = await opened.host.invoke(GET_ITEM, REQUEST, { traceHeader });
    expect(payload).toMatchObject({ statusCode: 200, body: 'été' });
    expect(opened.calls).toMatchObject([
      {
        operation: 'GetItem',
        method: 'POST',
        path: '/',
        accessKeyId: accessKeyOf(GET_ITEM),
        input: { Key: { pk: { S: 'ITEM#ü' } }, ConsistentRead: true },
        headers: { 'x-amzn-trace-id': traceHeader },
      },
    ]);
  });

  it('fail as the API refuses them', async () => {
    const refuse = () => {
      throw new AwsError('AccessDeniedException', 'This role may not.');
    };
    const opened = await open({ authorize: refuse });
    const { cause, payload } = await opened.host.invoke(GET_ITEM, REQUEST);
    expect(cause).toBe('error');
    expect(payload).toMatchObject({ errorType: 'AccessDeniedException', errorMessage: 'This role may not.' });
    expect(opened.calls).toEqual([]);
  });

  it('are tried again when the API fails', async () => {
    let attempts = 0;
    const failures: unknown[] = [];
    const opened = await open({
      authorize: () => {
        attempts += 1;
        if (attempts === 1) throw new Error('a defect');
      },
      onInternalError: (error) => failures.push(error),
    });
    const { payload } = await opened.host.invoke(GET_ITEM, REQUEST);
    expect(payload).toMatchObject({ statusCode: 200 });
    expect([attempts, failures.length]).toEqual([2, 1]);
  });

  it('go over HTTP where nobody takes messages', async () => {
    const parameters = { eventBusName: 'tradewind-dev' };
    const model = await loadModel({ servicesDirectory: FIXTURES, endpoint: ENDPOINT, stage: 'dev', parameters });
    host = new FunctionHost({ root: ROOT, endpoint: ENDPOINT, model });
    const { payload } = await host.invoke(GET_ITEM, REQUEST);
    expect(payload).toMatchObject({ errorMessage: expect.stringContaining('ECONNREFUSED') });
  });
});
