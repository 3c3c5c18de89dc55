import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud } from './cloud.ts';
import { clientSettings, eventually, itemReader, startFixture } from './running-cloud.test-support.ts';

let cloud: Cloud;
let sqs: SQSClient;
let lambda: LambdaClient;
let items: ReturnType<typeof itemReader>;

beforeAll(async () => {
  cloud = await startFixture();
  sqs = new SQSClient(clientSettings(cloud.endpoint));
  lambda = new LambdaClient(clientSettings(cloud.endpoint));
  items = itemReader(cloud.endpoint);
});

afterAll(async () => {
  sqs.destroy();
  lambda.destroy();
  items.close();
  await cloud.close();
});

const queueUrl = (name: string) => `${cloud.endpoint}/000000000000/tradewind-shop-dev-${name}`;

async function send(body: object): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('messages'), MessageBody: JSON.stringify(body) }));
}

/** The body of the next message in a queue, within ten seconds. */
async function nextMessage(queue: string): Promise<unknown> {
  return eventually(async () => {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl(queue), WaitTimeSeconds: 5 }));
    const parsed: unknown = JSON.parse(Messages?.[0]?.Body ?? '');
    return parsed;
  });
}

async function invoke(functionKey: string, type?: 'Event' | 'DryRun') {
  return lambda.send(
    new InvokeCommand({
      FunctionName: `tradewind-shop-dev-${functionKey}`,
      Payload: Buffer.from('{"hello":"world"}'),
      ...(type !== undefined && { InvocationType: type }),
    }),
  );
}

describe('a queue', () => {
  it('hands its messages to a function once, beside one that fails', async () => {
    // A cold start may outlast the second that messages stay hidden, and then they come again, as on AWS.
    await send({ id: 'first' });
    await eventually(async () => expect(await items.times('MESSAGE#first')).toBeGreaterThan(0));
    await send({ id: 'good-1' });
    await send({ id: 'bad', poison: true });
    await send({ id: 'good-2' });
    expect(await nextMessage('dead-messages')).toEqual({ id: 'bad', poison: true });
    expect([await items.times('MESSAGE#good-1'), await items.times('MESSAGE#good-2')]).toEqual([1, 1]);
  });
});

describe('a stream', () => {
  it('hands filtered records to a function in order, and what cannot be handled to the failure queue', async () => {
    for (const id of ['a', 'poison', 'b']) {
      await fetch(`${cloud.url}/items/${id}`, { method: 'PUT', body: `value of ${id}` });
    }
    expect(await nextMessage('failed-records')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
      DDBStreamBatchInfo: { batchSize: 1, streamArn: expect.stringContaining('table/tradewind-shop-dev/stream/') },
    });
    await eventually(async () => expect(await items.value('COPY#b')).toBe('value of b'));
    expect(await items.times('COPIES#a')).toBe(1);
    expect(await items.value('COPY#poison')).toBeUndefined();
  });
});

describe('a rule', () => {
  it('delivers an event to its queue and to its function', async () => {
    const client = new EventBridgeClient(clientSettings(cloud.endpoint));
    const entry = { EventBusName: 'tradewind-dev', DetailType: 'order', Detail: JSON.stringify({ id: 'from-bus' }) };
    await client.send(
      new PutEventsCommand({
        Entries: [
          { ...entry, Source: 'tradewind.orders' },
          { ...entry, Source: 'tradewind.carts' },
        ],
      }),
    );
    client.destroy();
    await eventually(async () => {
      expect(await items.times('MESSAGE#from-bus')).toBe(1);
      expect(await items.times('EVENT#from-bus')).toBe(1);
    });
  });
});

describe('Lambda Invoke', () => {
  it('answers a failure with its name and its trace', async () => {
    const { FunctionError, Payload, StatusCode } = await invoke('broken');
    expect([StatusCode, FunctionError]).toEqual([200, 'Unhandled']);
    expect(JSON.parse(Buffer.from(Payload ?? []).toString('utf8'))).toMatchObject({
      errorType: 'shop.broken',
      errorMessage: 'It is broken.',
      trace: expect.arrayContaining([expect.stringContaining('failing.ts')]),
    });
  });

  it.each([
    [
      'hanging',
      { errorType: 'Sandbox.Timedout', errorMessage: expect.stringContaining('Task timed out after 1.00 seconds') },
    ],
    ['crashing', { errorType: 'Runtime.UnhandledPromiseRejection' }],
    ['exiting', { errorType: 'Runtime.ExitError' }],
  ])('tells how %s ended', async (key, failure) => {
    const { FunctionError, Payload } = await invoke(key);
    expect(FunctionError).toBe('Unhandled');
    expect(JSON.parse(Buffer.from(Payload ?? []).toString('utf8'))).toMatchObject(failure);
  });

  it('accepts an event, retries it twice and hands it to the failure destination', async () => {
    expect((await invoke('broken', 'Event')).StatusCode).toBe(202);
    expect(await nextMessage('failed-invocations')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { hello: 'world' },
      responsePayload: { errorType: 'shop.broken' },
    });
  });

  it('refuses an unknown function', async () => {
    await expect(invoke('unknown')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('a state machine', () => {
  it('catches a function error by its name', async () => {
    const client = new SFNClient({ ...clientSettings(cloud.endpoint), disableHostPrefix: true });
    const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:tradewind-shop-dev-forgiving';
    const { status, output } = await client.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{}' }));
    client.destroy();
    expect([status, output]).toEqual(['SUCCEEDED', '{"forgiven":true}']);
  });
});
