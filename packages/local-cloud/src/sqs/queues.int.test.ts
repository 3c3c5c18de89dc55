import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { startQueues } from './queues.test-support.ts';

let queues: Awaited<ReturnType<typeof startQueues>>;

beforeAll(async () => {
  queues = await startQueues();
});
afterAll(() => queues.close());

describe('SQS queues', () => {
  it('are created once and the same again, but not with other attributes', async () => {
    const { QueueName, QueueUrl } = await queues.createQueue({ VisibilityTimeout: '45' });
    const again = new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '45' } });
    expect((await queues.client.send(again)).QueueUrl).toBe(QueueUrl);
    const other = new CreateQueueCommand({ QueueName, Attributes: { VisibilityTimeout: '46' } });
    await expect(queues.client.send(other)).rejects.toMatchObject({ name: 'QueueNameExists' });
    expect(QueueUrl).toBe(`${queues.endpoint}/000000000000/${QueueName}`);
    expect((await queues.client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl).toBe(QueueUrl);
    expect((await queues.client.send(new ListQueuesCommand({ QueueNamePrefix: QueueName }))).QueueUrls).toContain(
      QueueUrl,
    );
  });

  it.each([
    ['an unknown attribute', { Colour: 'red' }, 'InvalidAttributeName'],
    ['a value out of its limits', { VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
    [
      'a dead-letter queue that does not exist',
      { RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:none","maxReceiveCount":3}' },
      'InvalidParameterValue',
    ],
    ['a redrive policy that is no JSON', { RedrivePolicy: '{' }, 'InvalidParameterValue'],
    ['FIFO, which is not built', { FifoQueue: 'true' }, 'UnsupportedOperation'],
  ])('are refused with %s', async (_, attributes, name) => {
    await expect(queues.createQueue(attributes)).rejects.toMatchObject({ name });
  });

  it('tell their attributes, tags and counts, and forget all when deleted', async () => {
    const { QueueUrl, arn } = await queues.createQueue();
    await queues.client.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: { DelaySeconds: '0', VisibilityTimeout: '5' } }),
    );
    await queues.send(QueueUrl, 'one');
    await queues.send(QueueUrl, 'two');
    await queues.client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 60 }));
    await queues.receive(QueueUrl, { MaxNumberOfMessages: 1 });
    const { Attributes } = await queues.client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: arn,
      VisibilityTimeout: '5',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
    });
    expect((await queues.client.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({});
    await queues.client.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await queues.receive(QueueUrl, { VisibilityTimeout: 0 })).toEqual([]);
    await queues.client.send(new DeleteQueueCommand({ QueueUrl }));
    await expect(queues.send(QueueUrl, 'three')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('report errors under the names of the query protocol too', async () => {
    const answer = await fetch(queues.endpoint, {
      method: 'POST',
      headers: {
        authorization:
          // no secret: the local cloud asks for no valid signature
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
        'x-amz-target': 'AmazonSQS.GetQueueUrl',
      },
      body: '{"QueueName":"nowhere"}',
    });
    expect(answer.headers.get('x-amzn-query-error')).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
    expect(await answer.json()).toMatchObject({ __type: 'com.amazonaws.sqs#QueueDoesNotExist' });
  });
});
