import * as z from 'zod/mini';
import { ACCOUNT_ID, resourceName } from '../aws/account.ts';
import { AwsError, type AwsCall, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import type { SqsContext } from './context.ts';
import { invalidValue } from './errors.ts';
import { checkQueueAttributes, checkQueueName, redrivePolicy, type QueueAttributes } from './queue-attributes.ts';
import type { Queue } from './queue-table.ts';

const TextMap = z._default(z.record(z.string(), z.string()), {});
const ByUrl = z.object({ QueueUrl: z.string() });

/** The operations on queues themselves. */
export function queueOperations(context: SqsContext): Record<string, Operation> {
  const { queues, messages, waiters } = context;
  return {
    CreateQueue: operation(
      z.object({ QueueName: z.string(), Attributes: TextMap, tags: TextMap }),
      ({ QueueName, Attributes, tags }, call) => {
        checkQueueName(QueueName);
        checkQueueAttributes(Attributes);
        const existing = queues.find(QueueName);
        if (existing === undefined) {
          checkDeadLetterTarget(context, Attributes);
          queues.create(QueueName, Attributes, tags);
        } else {
          checkSame(existing, Attributes);
        }
        return { QueueUrl: queueUrl(call, QueueName) };
      },
    ),
    GetQueueUrl: operation(z.object({ QueueName: z.string() }), ({ QueueName }, call) => ({
      QueueUrl: queueUrl(call, queues.get(QueueName).name),
    })),
    ListQueues: operation(z.object({ QueueNamePrefix: z._default(z.string(), '') }), ({ QueueNamePrefix }, call) => {
      const found = queues.list().filter((queue) => queue.name.startsWith(QueueNamePrefix));
      return found.length === 0 ? {} : { QueueUrls: found.map((queue) => queueUrl(call, queue.name)) };
    }),
    GetQueueAttributes: operation(
      z.object({ QueueUrl: z.string(), AttributeNames: z._default(z.array(z.string()), []) }),
      ({ QueueUrl, AttributeNames }) => {
        const all = allAttributes(context, queues.get(QueueUrl));
        const wanted = Object.entries(all).filter(
          ([name]) => AttributeNames.includes('All') || AttributeNames.includes(name),
        );
        return wanted.length === 0 ? {} : { Attributes: Object.fromEntries(wanted) };
      },
    ),
    SetQueueAttributes: operation(z.object({ QueueUrl: z.string(), Attributes: TextMap }), (input) => {
      const queue = queues.get(input.QueueUrl);
      checkQueueAttributes(input.Attributes);
      checkDeadLetterTarget(context, input.Attributes);
      queues.save({ ...queue, attributes: { ...queue.attributes, ...input.Attributes } });
      waiters.wake(queue.name);
      return {};
    }),
    DeleteQueue: operation(ByUrl, ({ QueueUrl }) => {
      const { name } = queues.get(QueueUrl);
      context.store.transaction(() => {
        messages.deleteAll(name);
        queues.delete(name);
      });
      waiters.wake(name);
      return {};
    }),
    PurgeQueue: operation(ByUrl, ({ QueueUrl }) => {
      messages.deleteAll(queues.get(QueueUrl).name);
      return {};
    }),
    TagQueue: operation(z.object({ QueueUrl: z.string(), Tags: TextMap }), ({ QueueUrl, Tags }) => {
      const queue = queues.get(QueueUrl);
      queues.save({ ...queue, tags: { ...queue.tags, ...Tags } });
      return {};
    }),
    UntagQueue: operation(z.object({ QueueUrl: z.string(), TagKeys: z.array(z.string()) }), (input) => {
      const queue = queues.get(input.QueueUrl);
      const kept = Object.entries(queue.tags).filter(([key]) => !input.TagKeys.includes(key));
      queues.save({ ...queue, tags: Object.fromEntries(kept) });
      return {};
    }),
    ListQueueTags: operation(ByUrl, ({ QueueUrl }) => ({ Tags: queues.get(QueueUrl).tags })),
    ListDeadLetterSourceQueues: operation(ByUrl, ({ QueueUrl }, call) => ({
      queueUrls: queues.sourcesOf(queues.get(QueueUrl).arn).map((queue) => queueUrl(call, queue.name)),
    })),
  };
}

/** The URL names the host by which the caller reached us, since SDKs send the following requests there. */
export function queueUrl(call: AwsCall, name: string): string {
  return `http://${call.headers.host ?? '127.0.0.1'}/${ACCOUNT_ID}/${name}`;
}

function allAttributes(context: SqsContext, queue: Queue): Record<string, string> {
  const counts = context.messages.counts(queue.name, context.clock.now().getTime());
  return {
    ...queue.attributes,
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.in_flight),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
  };
}

function checkSame(existing: Queue, attributes: QueueAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (existing.attributes[name] !== value) {
      throw new AwsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${name}`,
      );
    }
  }
}

function checkDeadLetterTarget(context: SqsContext, attributes: QueueAttributes): void {
  const policy = redrivePolicy(attributes);
  if (policy !== undefined && context.queues.find(resourceName(policy.deadLetterTargetArn)) === undefined) {
    throw invalidValue(attributes['RedrivePolicy'], 'RedrivePolicy', 'Dead letter target does not exist.');
  }
}
