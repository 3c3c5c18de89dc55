import * as z from 'zod/mini';
import { failedWith, type InProcessClient } from '../in-process-client.ts';
import { TemplateError, type ResourceModel } from '../templates/model.ts';
import { asText, booleanOrText, jsonOrText, numberOrText, propertiesOf } from './properties.ts';

const Properties = z.object({
  FifoQueue: z.optional(booleanOrText),
  DelaySeconds: z.optional(numberOrText),
  MaximumMessageSize: z.optional(numberOrText),
  MessageRetentionPeriod: z.optional(numberOrText),
  ReceiveMessageWaitTimeSeconds: z.optional(numberOrText),
  VisibilityTimeout: z.optional(numberOrText),
  RedrivePolicy: z.optional(jsonOrText),
});

/** Dead letter queues come first, since a redrive policy must point at a queue that exists. */
export async function provisionQueues(sqs: InProcessClient, queues: readonly ResourceModel[]): Promise<void> {
  const redriving = queues.filter((queue) => 'RedrivePolicy' in queue.properties);
  const plain = queues.filter((queue) => !redriving.includes(queue));
  await Promise.all(plain.map((queue) => provisionQueue(sqs, queue)));
  await Promise.all(redriving.map((queue) => provisionQueue(sqs, queue)));
}

async function provisionQueue(sqs: InProcessClient, resource: ResourceModel): Promise<void> {
  const { FifoQueue, RedrivePolicy, ...plain } = propertiesOf(Properties, resource);
  if (FifoQueue === true || FifoQueue === 'true') {
    throw new TemplateError(`${resource.logicalId}: the local cloud has standard queues only, no FIFO ones.`);
  }
  const Attributes = {
    ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)])),
    ...(RedrivePolicy !== undefined && { RedrivePolicy: asText(RedrivePolicy) }),
  };
  const QueueName = resource.ref.slice(resource.ref.lastIndexOf('/') + 1);
  try {
    await sqs.run('GetQueueUrl', { QueueName });
  } catch (error) {
    if (!failedWith(error, 'QueueDoesNotExist', 'NonExistentQueue')) throw error;
    await sqs.run('CreateQueue', { QueueName, Attributes });
    return;
  }
  await sqs.run('SetQueueAttributes', { QueueUrl: resource.ref, Attributes });
}
