import {
  CreateTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientSettings } from '../running-cloud.test-support.ts';
import { startAwsServer, type AwsServer } from '../server.ts';
import { openMailbox, type Mailbox } from '../ses/mailbox.ts';
import { openStore, type Store } from '../store.ts';
import { openSns } from './sns.ts';

let store: Store;
let mailbox: Mailbox;
let server: AwsServer;
let sns: SNSClient;
let TopicArn: string | undefined;

beforeAll(async () => {
  store = openStore({});
  mailbox = openMailbox({ store, clock: { now: () => new Date() } });
  server = await startAwsServer({ port: 0, apis: [openSns({ store, mailbox }).api] });
  sns = new SNSClient(clientSettings(server.endpoint));
  ({ TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'alarms' })));
});

afterAll(async () => {
  sns.destroy();
  await server.close();
  store.close();
});

const subscribe = (Endpoint: string, Protocol = 'email') =>
  sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));

describe('topics', () => {
  it('are the same when they are made again', async () => {
    expect(await sns.send(new CreateTopicCommand({ Name: 'alarms' }))).toMatchObject({ TopicArn });
    expect(TopicArn).toBe('arn:aws:sns:us-east-1:000000000000:alarms');
  });

  it('tell each subscriber once, in words that XML would spoil', async () => {
    await subscribe('a@x.test');
    const again = await subscribe('a@x.test');
    expect((await subscribe('a@x.test')).SubscriptionArn).toBe(again.SubscriptionArn);
    await subscribe('b@x.test');
    const Message = 'a < b && "c" ≠ ü\n+ %20';
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Subject: 'A & B', Message }));
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(mailbox.list()).toMatchObject([
      { origin: 'sns', to: ['b@x.test'], subject: 'A & B', text: Message },
      { origin: 'sns', to: ['a@x.test'], subject: 'A & B', text: Message },
    ]);
  });
});

describe('what SNS refuses', () => {
  it.each([
    [
      'a topic that is not there',
      { TopicArn: 'arn:aws:sns:us-east-1:000000000000:no', Message: 'm' },
      'NotFoundException',
    ],
    ['an empty message', { Message: '' }, 'InvalidParameterException'],
    ['too much', { Message: 'x'.repeat(262_145) }, 'InvalidParameterException'],
    ['a subject with a line break', { Message: 'm', Subject: 'a\nb' }, 'InvalidParameterException'],
    ['a subject of 101 characters', { Message: 'm', Subject: 'x'.repeat(101) }, 'InvalidParameterException'],
    ['a message for each protocol', { Message: '{}', MessageStructure: 'json' }, 'InvalidParameterException'],
  ])('%s', async (_, input, name) => {
    await expect(sns.send(new PublishCommand({ TopicArn, ...input }))).rejects.toMatchObject({ name });
  });

  it('a name that is none, and who is not reached by mail', async () => {
    await expect(sns.send(new CreateTopicCommand({ Name: 'a b' }))).rejects.toThrow('Invalid parameter: Topic Name');
    await expect(subscribe('https://x.test', 'https')).rejects.toThrow('tells by email only');
    await expect(subscribe('nobody')).rejects.toThrow('Invalid parameter: Email address');
  });

  it('an operation that is not there, by its name', async () => {
    await expect(sns.send(new ListTopicsCommand({}))).rejects.toThrow('does not support sns:ListTopics');
  });
});
