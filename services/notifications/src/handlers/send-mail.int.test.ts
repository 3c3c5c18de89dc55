import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserRegistered } from '@tradewind/contracts/identity/user-registered.v1';
import { newId, systemClock } from '@tradewind/kernel';
import { eventually, lambdaContext, startTestCloud, type TestCloud } from '@tradewind/testing';
import { sampleBatch, sampleEvents } from '../test-support/samples.ts';
import { handler } from './send-mail.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'notifications'], functions: true });
  process.env['TABLE_NAME'] = 'tradewind-notifications-dev';
  process.env['SENDER_ADDRESS'] = 'orders@tradewind.test';
  process.env['SHOP_PARAMETER'] = '/tradewind/dev/notifications/shop';
  process.env['LOG_LEVEL'] = 'silent';
});

afterAll(() => cloud.close());

describe('send-mail', () => {
  it('sends the mail of every event of its sample, once', async () => {
    for (let delivery = 1; delivery <= 2; delivery += 1) {
      await expect(handler(sampleBatch(), lambdaContext())).resolves.toEqual({ batchItemFailures: [] });
    }
    const subjects = cloud.mailbox.list().map(({ subject }) => subject);
    expect(subjects).toHaveLength(sampleEvents().length);
    expect(subjects.toSorted()).toEqual([
      'Welcome to Tradewind',
      'You already have a Tradewind account',
      'You can now sign in to Tradewind with Google',
      'Your Tradewind account is being erased',
      expect.stringMatching(/^Your Tradewind order ord_\w+ is cancelled$/),
      expect.stringMatching(/^Your Tradewind order ord_\w+ is confirmed$/),
      'Your Tradewind password was changed',
    ]);
  });

  it('fails the message alone whose mail cannot be sent', async () => {
    const batch = sampleBatch();
    const [first, second] = batch.Records;
    const unsendable = (first?.body ?? '').replaceAll('ada@example.com', 'nobody').replace(/evt_\w+/, newId('evt'));
    const Records = [
      { ...first, messageId: 'm-1', body: unsendable },
      { ...second, messageId: 'm-2' },
    ];
    await expect(handler({ Records }, lambdaContext())).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-1' }],
    });
  });

  it('is reached from the bus over the queue, and names the shop as its owner does, under its own role', async () => {
    const shop = { Name: '/tradewind/dev/notifications/shop', Value: '{"name":"Mugs"}', Overwrite: true };
    await new SSMClient({}).send(new PutParameterCommand(shop));
    const email = `${newId('usr').toLowerCase()}@example.com`;
    const trace = { requestId: 'req-1', correlationId: 'cor-1' };
    const { source, detailType, detail } = UserRegistered.create(
      { userId: newId('usr'), email, name: 'Ada' },
      trace,
      systemClock,
    );
    const entry = {
      EventBusName: 'tradewind-dev',
      Source: source,
      DetailType: detailType,
      Detail: JSON.stringify(detail),
    };
    await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [entry, entry] }));

    await eventually(() => {
      expect(cloud.mailbox.list({ to: email })).toEqual([expect.objectContaining({ subject: 'Welcome to Mugs' })]);
    });
    await eventually(() => expect(cloud.idle()).toBe(true));
    expect(cloud.mailbox.list({ to: email })).toHaveLength(1);
  });
});
