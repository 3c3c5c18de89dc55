import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DisableRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type PutEventsRequestEntry,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startApis, until } from '../aws/running-apis.test-support.ts';
import { UndeliverableError } from './dispatcher.ts';

const EventBusName = 'tradewind';
let apis: Awaited<ReturnType<typeof startApis>>;
let events: EventBridgeClient;
let queues: SQSClient;
const failing = new Map<string, Error>();
const attempts: string[] = [];
let sequence = 0;

beforeAll(async () => {
  apis = await startApis({
    async deliver(targetArn, payload, { traceHeader = '' }) {
      attempts.push(targetArn);
      const failure = failing.get(targetArn);
      if (failure !== undefined) throw failure;
      apis.sqs.send(targetArn, payload, traceHeader === '' ? {} : { traceHeader });
    },
  });
  events = new EventBridgeClient(apis.clientConfig);
  queues = new SQSClient(apis.clientConfig);
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
});
afterAll(async () => {
  events.destroy();
  queues.destroy();
  await apis.close();
});

async function createQueue() {
  sequence += 1;
  const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: `target-${sequence}` }));
  return { QueueUrl, arn: `arn:aws:sqs:us-east-1:000000000000:target-${sequence}` };
}

async function rule(pattern: object, ...targets: Omit<Target, 'Id'>[]): Promise<string> {
  sequence += 1;
  const Name = `rule-${sequence}`;
  await events.send(new PutRuleCommand({ Name, EventBusName, EventPattern: JSON.stringify(pattern) }));
  const Targets = targets.map((target, index) => ({ ...target, Id: `target-${index}` }));
  if (targets.length > 0) await events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
  return Name;
}

const put = (...entries: PutEventsRequestEntry[]) => events.send(new PutEventsCommand({ Entries: entries }));
const event = (DetailType: string, detail: object = {}): PutEventsRequestEntry => ({
  Source: 'tradewind.test',
  DetailType,
  Detail: JSON.stringify(detail),
  EventBusName,
});

async function received(QueueUrl: string) {
  return until(async () => {
    const { Messages } = await queues.send(
      new ReceiveMessageCommand({
        QueueUrl,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['AWSTraceHeader'],
      }),
    );
    return Messages?.[0];
  });
}

describe('EventBridge', () => {
  it('delivers an event to the targets of the rules that it fits', async () => {
    const queue = await createQueue();
    await rule({ 'detail-type': ['fits'] }, { Arn: queue.arn });
    const TraceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const { Entries } = await put(event('does-not-fit'), { ...event('fits', { n: 1 }), TraceHeader });
    const { Body = '', Attributes } = await received(queue.QueueUrl);
    expect(Attributes).toEqual({ AWSTraceHeader: TraceHeader });
    expect(JSON.parse(Body)).toMatchObject({
      version: '0',
      id: Entries?.[1]?.EventId,
      'detail-type': 'fits',
      source: 'tradewind.test',
      account: '000000000000',
      detail: { n: 1 },
    });
    await until(() => (apis.eventBridge.pendingDeliveries() === 0 ? true : undefined));
  });

  it('refuses entries one by one', async () => {
    const { FailedEntryCount, Entries } = await put(
      { ...event('a'), Source: '' },
      { ...event('b'), Detail: 'no json' },
      { ...event('c'), Detail: '[]' },
      { ...event('d'), Source: 'aws.ec2' },
      event('e'),
    );
    expect(FailedEntryCount).toBe(4);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      undefined,
    ]);
  });

  it('refuses requests above its limits', async () => {
    await expect(put(...Array.from({ length: 11 }, () => event('x')))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(put(event('x', { text: 'x'.repeat(1_048_576) }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('takes an event for an unknown bus and drops it, as AWS does', async () => {
    const { FailedEntryCount } = await put({ ...event('x'), EventBusName: 'nowhere' });
    expect(FailedEntryCount).toBe(0);
  });

  it('tries again until the target takes the event', async () => {
    const queue = await createQueue();
    await rule({ 'detail-type': ['retried'] }, { Arn: queue.arn });
    failing.set(queue.arn, new Error('not yet'));
    await put(event('retried'));
    await until(() => (attempts.includes(queue.arn) ? true : undefined));
    failing.delete(queue.arn);
    expect(await received(queue.QueueUrl)).toBeDefined();
    expect(attempts.filter((arn) => arn === queue.arn).length).toBeGreaterThan(1);
  });

  it('puts what it gives up into the dead-letter queue with the reason', async () => {
    const letters = await createQueue();
    const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:gone';
    failing.set(Arn, new UndeliverableError('There is no such function.'));
    const name = await rule({ 'detail-type': ['dead'] }, { Arn, DeadLetterConfig: { Arn: letters.arn } });
    await put(event('dead'));
    const message = await received(letters.QueueUrl);
    expect(message.MessageAttributes).toMatchObject({
      ERROR_MESSAGE: { StringValue: 'There is no such function.' },
      TARGET_ARN: { StringValue: Arn },
      RULE_ARN: { StringValue: `arn:aws:events:us-east-1:000000000000:rule/${EventBusName}/${name}` },
    });
  });

  it('gives up after the attempts of the retry policy, and says so when there is no dead-letter queue', async () => {
    const Arn = 'arn:aws:lambda:us-east-1:000000000000:function:broken';
    failing.set(Arn, new Error('broken'));
    await rule({ 'detail-type': ['dropped'] }, { Arn, RetryPolicy: { MaximumRetryAttempts: 1 } });
    await put(event('dropped'));
    await until(() => apis.dropped.find((reason) => reason.includes(Arn)));
    expect(attempts.filter((arn) => arn === Arn)).toHaveLength(2);
  });

  it('delivers nothing of a disabled rule', async () => {
    const queue = await createQueue();
    const Name = await rule({ 'detail-type': ['quiet'] }, { Arn: queue.arn });
    await events.send(new DisableRuleCommand({ Name, EventBusName }));
    await put(event('quiet'));
    expect(attempts).not.toContain(queue.arn);
  });

  it('manages rules and targets', async () => {
    const queue = await createQueue();
    const Rule = await rule({ source: ['x'] }, { Arn: queue.arn, InputPath: '$.detail' });
    const { Rules } = await events.send(new ListRulesCommand({ EventBusName, NamePrefix: Rule }));
    expect(Rules).toEqual([
      expect.objectContaining({ Name: Rule, State: 'ENABLED', EventPattern: '{"source":["x"]}' }),
    ]);
    const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule, EventBusName }));
    expect(Targets).toEqual([{ Id: 'target-0', Arn: queue.arn, InputPath: '$.detail' }]);
    const deletion = new DeleteRuleCommand({ Name: Rule, EventBusName });
    await expect(events.send(deletion)).rejects.toMatchObject({ name: 'ValidationException' });
    await events.send(new RemoveTargetsCommand({ Rule, EventBusName, Ids: ['target-0'] }));
    await events.send(deletion);
    const list = new ListTargetsByRuleCommand({ Rule, EventBusName });
    await expect(events.send(list)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('refuses what it does not support or know', async () => {
    await expect(rule({ source: 'x' })).rejects.toMatchObject({ name: 'InvalidEventPatternException' });
    const schedule = new PutRuleCommand({ Name: 'scheduled', ScheduleExpression: 'rate(1 minute)' });
    await expect(events.send(schedule)).rejects.toMatchObject({ name: 'ValidationException' });
    const bus = new CreateEventBusCommand({ Name: EventBusName });
    await expect(events.send(bus)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    const unknown = new DescribeEventBusCommand({ Name: 'nowhere' });
    await expect(events.send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const Rule = await rule({ source: ['x'] });
    const Targets = [{ Id: 'a', Arn: 'arn:aws:sns:us-east-1:000000000000:topic' }];
    const { FailedEntryCount } = await events.send(new PutTargetsCommand({ Rule, EventBusName, Targets }));
    expect(FailedEntryCount).toBe(1);
  });
});
