import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  paginateListQueues,
  StartMessageMoveTaskCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { setInterval } from 'node:timers/promises';
import * as z from 'zod/mini';

const POLL_MS = 500;
const RedrivePolicy = z.object({ deadLetterTargetArn: z.string() });

export interface Redriven {
  readonly deadLetterQueueArn: string;
  readonly moved: number;
  /** Why not everything moved, in the words of SQS. */
  readonly failure: string | undefined;
}

async function attributesOf(sqs: SQSClient, QueueUrl: string): Promise<Readonly<Record<string, string>>> {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return Attributes;
}

/** A queue that has dead letters names where they are; any other is taken for a dead letter queue itself. */
async function deadLetterQueueArn(sqs: SQSClient, QueueName: string): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { RedrivePolicy: policy, QueueArn = '' } = await attributesOf(sqs, QueueUrl);
  return policy === undefined ? QueueArn : RedrivePolicy.parse(JSON.parse(policy)).deadLetterTargetArn;
}

/** Waits for the end of the move that was started last. */
async function finishedMove(sqs: SQSClient, SourceArn: string): Promise<ListMessageMoveTasksResultEntry> {
  for await (const _ of setInterval(POLL_MS)) {
    const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const [latest] = Results;
    if (latest !== undefined && latest.Status !== 'RUNNING' && latest.Status !== 'CANCELLING') return latest;
  }
  throw new Error('The interval has ended.');
}

/**
 * Sends the dead letters of a queue back to the queues that they came from. `queueName` is the queue's or its dead
 * letter queue's. Rejects with SQS's error for a queue that does not exist, and for one whose messages did not come
 * from a queue (failed batches of a stream name a place in it: they are read, not redriven).
 */
export async function redriveQueue(sqs: SQSClient, queueName: string): Promise<Redriven> {
  const SourceArn = await deadLetterQueueArn(sqs, queueName);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
  const { ApproximateNumberOfMessagesMoved: moved = 0, Status, FailureReason } = await finishedMove(sqs, SourceArn);
  const failure = Status === 'COMPLETED' ? undefined : (FailureReason ?? Status ?? 'unknown');
  return { deadLetterQueueArn: SourceArn, moved, failure };
}

export interface DeadLetters {
  readonly queueName: string;
  readonly messages: number;
}

/** Every queue of a stage that has a dead letter queue, with the number of messages in that. */
export async function deadLetters(sqs: SQSClient, stage: string): Promise<DeadLetters[]> {
  const found: DeadLetters[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, { QueueNamePrefix: 'tradewind-' })) {
    for (const url of QueueUrls) {
      const queueName = url.slice(url.lastIndexOf('/') + 1);
      const policy = queueName.includes(`-${stage}-`) ? (await attributesOf(sqs, url))['RedrivePolicy'] : undefined;
      if (policy === undefined) continue;
      const { deadLetterTargetArn } = RedrivePolicy.parse(JSON.parse(policy));
      const QueueName = deadLetterTargetArn.slice(deadLetterTargetArn.lastIndexOf(':') + 1);
      const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
      const { ApproximateNumberOfMessages = '0' } = await attributesOf(sqs, QueueUrl);
      found.push({ queueName, messages: Number(ApproximateNumberOfMessages) });
    }
  }
  return found;
}
