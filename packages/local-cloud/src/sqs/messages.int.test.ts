import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  ListMessageMoveTasksCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { startQueues } from './queues.test-support.ts';

let queues: Awaited<ReturnType<typeof startQueues>>;

beforeAll(async () => {
  queues = await startQueues();
});
afterAll(() => queues.close());

describe('SQS messages', () => {
  it('carry body, attributes and system attributes', async () => {
    const { QueueUrl } = await queues.createQueue();
    const sent = await queues.client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'Grüße',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'greeting' },
          n: { DataType: 'Number', StringValue: '7' },
        },
        MessageSystemAttributes: {
          AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793' },
        },
      }),
    );
    const [message] = await queues.receive(QueueUrl, {
      MessageAttributeNames: ['kind'],
      MessageSystemAttributeNames: ['All'],
    });
    expect(message).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'Grüße',
      MD5OfBody: sent.MD5OfMessageBody,
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'greeting' } },
      Attributes: {
        ApproximateReceiveCount: '1',
        SenderId: 'local',
        AWSTraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
      },
    });
    expect(Object.keys(message?.MessageAttributes ?? {})).toEqual(['kind']);
  });

  it('are hidden once received, come back when made visible, and go when deleted', async () => {
    const { QueueUrl } = await queues.createQueue();
    await queues.send(QueueUrl, 'work');
    const [first] = await queues.receive(QueueUrl);
    expect(await queues.receive(QueueUrl)).toEqual([]);
    const ReceiptHandle = first?.ReceiptHandle;
    await queues.client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    const tooLate = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 5 });
    await expect(queues.client.send(tooLate)).rejects.toMatchObject({ name: 'MessageNotInflight' });
    const [second] = await queues.receive(QueueUrl, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    expect(second?.Attributes).toEqual({ ApproximateReceiveCount: '2' });
    await queues.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await queues.client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    const [third] = await queues.receive(QueueUrl);
    expect(third?.MessageId).toBe(first?.MessageId);
    await queues.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: third?.ReceiptHandle }));
    const stale = new ChangeMessageVisibilityCommand({
      QueueUrl,
      ReceiptHandle: third?.ReceiptHandle,
      VisibilityTimeout: 0,
    });
    await expect(queues.client.send(stale)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  it('wake a long poll at once', async () => {
    const { QueueUrl } = await queues.createQueue();
    const started = performance.now();
    const waiting = queues.receive(QueueUrl, { WaitTimeSeconds: 10 });
    await queues.send(QueueUrl, 'soon');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['soon']);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('end a long poll empty when its time is over', async () => {
    const { QueueUrl } = await queues.createQueue();
    expect(await queues.receive(QueueUrl, { WaitTimeSeconds: 1 })).toEqual([]);
  });

  it('go to the dead-letter queue after the last receive, and back by redrive', async () => {
    const letters = await queues.createQueue();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: letters.arn, maxReceiveCount: 2 });
    const { QueueUrl, arn } = await queues.createQueue({ RedrivePolicy });
    await queues.send(QueueUrl, 'poison');
    await queues.receive(QueueUrl, { VisibilityTimeout: 0 });
    await queues.receive(QueueUrl, { VisibilityTimeout: 0 });
    expect(await queues.receive(QueueUrl)).toEqual([]);
    const [dead] = await queues.receive(letters.QueueUrl, {
      VisibilityTimeout: 0,
      MessageSystemAttributeNames: ['All'],
    });
    expect(dead).toMatchObject({ Body: 'poison', Attributes: { DeadLetterQueueSourceArn: arn } });

    await queues.client.send(new StartMessageMoveTaskCommand({ SourceArn: letters.arn }));
    const { Results } = await queues.client.send(new ListMessageMoveTasksCommand({ SourceArn: letters.arn }));
    expect(Results?.[0]).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 });
    expect((await queues.receive(QueueUrl)).map(({ Body }) => Body)).toEqual(['poison']);
    await expect(queues.client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }))).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('in batches succeed and fail one by one', async () => {
    const { QueueUrl } = await queues.createQueue();
    const Entries = [
      { Id: 'good', MessageBody: 'yes' },
      { Id: 'bad', MessageBody: '' },
      { Id: 'control', MessageBody: 'a\u0000b' },
    ];
    const { Successful, Failed } = await queues.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(Failed?.map(({ Id, Code }) => [Id, Code])).toEqual([
      ['bad', 'MissingParameter'],
      ['control', 'InvalidMessageContents'],
    ]);
    const [message] = await queues.receive(QueueUrl);
    const deletion = { Id: 'one', ReceiptHandle: message?.ReceiptHandle };
    const deleted = await queues.client.send(
      new DeleteMessageBatchCommand({ QueueUrl, Entries: [deletion, { Id: 'two', ReceiptHandle: 'nonsense' }] }),
    );
    expect(deleted.Successful?.map(({ Id }) => Id)).toEqual(['one']);
    expect(deleted.Failed?.[0]).toMatchObject({ Id: 'two', Code: 'ReceiptHandleIsInvalid', SenderFault: true });
  });

  it.each([
    ['EmptyBatchRequest', []],
    ['TooManyEntriesInBatchRequest', Array.from({ length: 11 }, (_, index) => ({ Id: `${index}`, MessageBody: 'x' }))],
    [
      'BatchEntryIdsNotDistinct',
      [
        { Id: 'a', MessageBody: 'x' },
        { Id: 'a', MessageBody: 'y' },
      ],
    ],
    ['InvalidBatchEntryId', [{ Id: 'a b', MessageBody: 'x' }]],
    [
      'BatchRequestTooLong',
      [
        { Id: 'a', MessageBody: 'x'.repeat(600_000) },
        { Id: 'b', MessageBody: 'x'.repeat(600_000) },
      ],
    ],
  ])('as a batch are refused with %s', async (name, Entries) => {
    const { QueueUrl } = await queues.createQueue();
    await expect(queues.client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({
      name,
    });
    expect(await queues.receive(QueueUrl)).toEqual([]);
  });

  it.each([
    ['a body above the limit', { MessageBody: 'x'.repeat(1025) }],
    ['a delay above 15 minutes', { MessageBody: 'x', DelaySeconds: 901 }],
    ['an attribute without value', { MessageBody: 'x', MessageAttributes: { a: { DataType: 'String' } } }],
  ])('with %s are refused', async (_, input) => {
    const { QueueUrl } = await queues.createQueue({ MaximumMessageSize: '1024' });
    const command = new SendMessageCommand({ QueueUrl, ...input });
    await expect(queues.client.send(command)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});
