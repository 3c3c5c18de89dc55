import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, startTestCloud, type TestCloud } from '@tradewind/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ALERTED = 'tradewind-ops-dev-on-log-alert';
const written: { readonly name: string; readonly line: string }[] = [];
let cloud: TestCloud;

beforeAll(async () => {
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
    output: (name: string, line: string) => written.push({ name, line }),
  };
  cloud = await startTestCloud({ services: ['platform', 'notifications', 'ops'], functions: true, log });
}, 60_000);

afterAll(() => cloud.close());

async function invoke(FunctionName: string, payload: unknown): Promise<string | undefined> {
  const Payload = JSON.stringify(payload);
  return (await new LambdaClient({}).send(new InvokeCommand({ FunctionName, Payload }))).FunctionError;
}

const mails = () => cloud.mailbox.list({ to: 'alarms@tradewind.example' });
const faultsSeen = () => written.filter(({ name, line }) => name === ALERTED && line.includes('"fault.seen"'));

/** Until every line was handed over and nobody works any more. */
async function settled(): Promise<void> {
  await eventually(() => expect(cloud.idle()).toBe(true));
}

describe('a function that fails', () => {
  it('is told of by one mail, however often it does', async () => {
    const crash = () => invoke('tradewind-notifications-dev-send-mail', { Records: 'none' });
    expect(await crash()).toBe('Unhandled');
    const [mail] = await eventually(() => {
      expect(mails()).toHaveLength(1);
      return mails();
    });
    expect(mail?.subject).toBe('Tradewind local: notifications/send-mail logged a defect');
    const id = /Request id: +(\S+)/.exec(mail?.text ?? '')?.[1];
    expect(mail?.text).toContain(`npm run trace -- ${id}\n`);
    expect(written.some(({ line }) => line.includes(`"requestId":"${id}"`))).toBe(true);

    await Promise.all(Array.from({ length: 20 }, crash));
    await settled();
    expect(mails()).toHaveLength(1);
    const counted = faultsSeen().map(({ line }) => JSON.parse(line).count);
    expect(counted.reduce((sum: number, count: number) => sum + count, 0)).toBe(21);
  }, 30_000);
});

describe('the function that tells', () => {
  it('puts aside what it cannot read, and is not told of its own failures', async () => {
    const before = [mails().length, faultsSeen().length];
    const Payload = JSON.stringify({ awslogs: { data: 'garbage' } });
    await new LambdaClient({}).send(new InvokeCommand({ FunctionName: ALERTED, Payload, InvocationType: 'Event' }));
    await settled();
    const sqs = new SQSClient({});
    const queue = await sqs.send(new GetQueueUrlCommand({ QueueName: 'tradewind-ops-dev-log-alerts-dlq' }));
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.QueueUrl }));
    sqs.destroy();
    expect(Messages.map(({ Body = '' }) => JSON.parse(Body).requestPayload)).toEqual([
      { awslogs: { data: 'garbage' } },
    ]);
    expect(written.filter(({ name, line }) => name === ALERTED && line.includes('invocation failed'))).toHaveLength(3);
    expect([mails().length, faultsSeen().length]).toEqual(before);
  });

  it('runs its sample event', async () => {
    const sample = readFileSync(join(import.meta.dirname, '../../events/on-log-alert.json'), 'utf8');
    const before = mails().length;
    expect(await invoke(ALERTED, JSON.parse(sample))).toBeUndefined();
    expect(mails()).toHaveLength(before + 1);
    expect(mails()[0]?.text).toContain('Task timed out after 25.00 seconds');
  });
});
