import * as z from 'zod/mini';
import { resourceName } from '../aws/account.ts';
import type { SqsContext } from './context.ts';
import { invalidValue } from './errors.ts';
import { md5, md5OfAttributes, selectAttributes } from './message-attributes.ts';
import type { StoredMessage } from './message-table.ts';
import { numberAttribute, redrivePolicy } from './queue-attributes.ts';
import type { Queue } from './queue-table.ts';
import { newReceiptHandle } from './receipt-handle.ts';

const names = z._default(z.array(z.string()), []);

export const ReceiveInput = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z._default(z.number(), 1),
  WaitTimeSeconds: z.optional(z.number()),
  VisibilityTimeout: z.optional(z.number()),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
  MessageAttributeNames: names,
});
export type ReceiveInput = z.output<typeof ReceiveInput>;

const MAX_MESSAGES = 10;
const MAX_WAIT_SECONDS = 20;

/** Hands out visible messages; waits for the first one up to `WaitTimeSeconds`, and wakes as soon as one is sent. */
export async function receiveMessages(context: SqsContext, input: ReceiveInput): Promise<object> {
  checkLimits(input);
  const queue = context.queues.get(input.QueueUrl);
  const waitSeconds = input.WaitTimeSeconds ?? numberAttribute(queue.attributes, 'ReceiveMessageWaitTimeSeconds');
  const deadline = performance.now() + waitSeconds * 1000;
  for (;;) {
    const received = takeVisible(context, context.queues.get(queue.name), input);
    if (received.length > 0) return { Messages: received.map((message) => view(message, input)) };
    const left = deadline - performance.now();
    if (left <= 0 || context.waiters.closed) return {};
    const nextVisibleAt = context.messages.nextVisibleAt(queue.name) ?? Number.POSITIVE_INFINITY;
    await context.waiters.wait(queue.name, Math.min(left, nextVisibleAt - context.clock.now().getTime()));
  }
}

function takeVisible(context: SqsContext, queue: Queue, input: ReceiveInput): StoredMessage[] {
  const now = context.clock.now().getTime();
  const policy = redrivePolicy(queue.attributes);
  const visibleAt = now + (input.VisibilityTimeout ?? numberAttribute(queue.attributes, 'VisibilityTimeout')) * 1000;
  const taken: StoredMessage[] = [];
  const filled: string[] = [];
  context.store.transaction(() => {
    context.messages.deleteSentBefore(
      queue.name,
      now - numberAttribute(queue.attributes, 'MessageRetentionPeriod') * 1000,
    );
    for (;;) {
      const wanted = input.MaxNumberOfMessages - taken.length;
      const due = wanted > 0 ? context.messages.due(queue.name, now, wanted) : [];
      let progress = false;
      for (const message of due) {
        if (taken.some((other) => other.seq === message.seq)) continue;
        progress = true;
        if (policy !== undefined && message.receive_count >= policy.maxReceiveCount) {
          const target = resourceName(policy.deadLetterTargetArn);
          moveToDeadLetters(context, message, { queue: target, sourceArn: queue.arn, now });
          filled.push(target);
          continue;
        }
        const handle = newReceiptHandle(queue.name);
        context.messages.markReceived(message.seq, { now, visibleAt, handle });
        taken.push({
          ...message,
          receipt_handle: handle,
          receive_count: message.receive_count + 1,
          first_received_at: message.first_received_at ?? now,
        });
      }
      if (!progress) return;
    }
  });
  for (const name of filled) context.waiters.wake(name);
  return taken;
}

function moveToDeadLetters(
  context: SqsContext,
  message: StoredMessage,
  move: { queue: string; sourceArn: string; now: number },
): void {
  context.onDeadLetter?.(message, move.queue);
  if (context.queues.find(move.queue) === undefined) context.messages.delete(message.seq);
  else context.messages.moveToDeadLetters(message, move);
}

function view(message: StoredMessage, input: ReceiveInput): object {
  const attributes = systemAttributes(message, [...input.AttributeNames, ...input.MessageSystemAttributeNames]);
  const selected = selectAttributes(message.attributes, input.MessageAttributeNames);
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt_handle,
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(Object.keys(attributes).length > 0 && { Attributes: attributes }),
    ...(Object.keys(selected).length > 0 && {
      MessageAttributes: selected,
      MD5OfMessageAttributes: md5OfAttributes(selected),
    }),
  };
}

function systemAttributes(message: StoredMessage, wanted: readonly string[]): Record<string, string> {
  const known: Record<string, string | null> = {
    SenderId: message.sender_id,
    SentTimestamp: String(message.sent_at),
    ApproximateReceiveCount: String(message.receive_count),
    ApproximateFirstReceiveTimestamp: String(message.first_received_at),
    AWSTraceHeader: message.trace_header,
    DeadLetterQueueSourceArn: message.source_arn,
  };
  const answered: Record<string, string> = {};
  for (const [name, value] of Object.entries(known)) {
    if (value !== null && (wanted.includes('All') || wanted.includes(name))) answered[name] = value;
  }
  return answered;
}

function checkLimits(input: ReceiveInput): void {
  const { MaxNumberOfMessages: max, WaitTimeSeconds: wait = 0, VisibilityTimeout: visibility = 0 } = input;
  if (!Number.isInteger(max) || max < 1 || max > MAX_MESSAGES) {
    throw invalidValue(max, 'MaxNumberOfMessages', `Must be between 1 and ${MAX_MESSAGES}, if provided.`);
  }
  if (!Number.isInteger(wait) || wait < 0 || wait > MAX_WAIT_SECONDS) {
    throw invalidValue(wait, 'WaitTimeSeconds', `Must be >= 0 and <= ${MAX_WAIT_SECONDS}, if provided.`);
  }
  if (!Number.isInteger(visibility) || visibility < 0 || visibility > 43_200) {
    throw invalidValue(visibility, 'VisibilityTimeout', 'Must be between 0 and 43200, if provided.');
  }
}
