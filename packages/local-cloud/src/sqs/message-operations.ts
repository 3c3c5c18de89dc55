import * as z from 'zod/mini';
import { AwsError, type Operation } from '../aws/api.ts';
import { operation } from '../aws/operation.ts';
import { runBatch } from './batch.ts';
import type { SqsContext } from './context.ts';
import { invalidValue } from './errors.ts';
import type { Queue } from './queue-table.ts';
import { ReceiveInput, receiveMessages } from './receive-message.ts';
import { checkReceiptHandle } from './receipt-handle.ts';
import { messageSize, SendEntry, sendMessage } from './send-message.ts';

const MAX_BATCH_BYTES = 1_048_576;
const MAX_VISIBILITY_SECONDS = 43_200;

const Handle = z.object({ ReceiptHandle: z.string() });
const Visibility = z.extend(Handle, { VisibilityTimeout: z.number() });

/** The operations on messages. */
export function messageOperations(context: SqsContext): Record<string, Operation> {
  const { queues, messages, store } = context;

  function deleteMessage(queue: Queue, { ReceiptHandle }: z.output<typeof Handle>): object {
    checkReceiptHandle(queue.name, ReceiptHandle);
    messages.deleteByHandle(queue.name, ReceiptHandle);
    return {};
  }

  return {
    SendMessage: operation(z.extend(SendEntry, { QueueUrl: z.string() }), (input, call) =>
      sendMessage(context, queues.get(input.QueueUrl), input, call.accessKeyId),
    ),
    SendMessageBatch: operation(batchOf(SendEntry), ({ QueueUrl, Entries }, call) => {
      const queue = queues.get(QueueUrl);
      const size = Entries.reduce((total, entry) => total + messageSize(entry), 0);
      if (size > MAX_BATCH_BYTES) {
        throw new AwsError(
          'BatchRequestTooLong',
          `Batch requests cannot be longer than ${MAX_BATCH_BYTES} bytes. You have sent ${size} bytes.`,
        );
      }
      return store.transaction(() =>
        runBatch(Entries, (entry) => sendMessage(context, queue, entry, call.accessKeyId)),
      );
    }),
    ReceiveMessage: operation(ReceiveInput, (input) => receiveMessages(context, input)),
    DeleteMessage: operation(z.extend(Handle, { QueueUrl: z.string() }), (input) =>
      deleteMessage(queues.get(input.QueueUrl), input),
    ),
    DeleteMessageBatch: operation(batchOf(Handle), ({ QueueUrl, Entries }) => {
      const queue = queues.get(QueueUrl);
      return store.transaction(() => runBatch(Entries, (entry) => deleteMessage(queue, entry)));
    }),
    ChangeMessageVisibility: operation(z.extend(Visibility, { QueueUrl: z.string() }), (input) =>
      changeVisibility(context, queues.get(input.QueueUrl), input),
    ),
    ChangeMessageVisibilityBatch: operation(batchOf(Visibility), ({ QueueUrl, Entries }) => {
      const queue = queues.get(QueueUrl);
      return store.transaction(() => runBatch(Entries, (entry) => changeVisibility(context, queue, entry)));
    }),
  };
}

function changeVisibility(context: SqsContext, queue: Queue, input: z.output<typeof Visibility>): object {
  const { ReceiptHandle: handle, VisibilityTimeout: seconds } = input;
  checkReceiptHandle(queue.name, handle);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_VISIBILITY_SECONDS) {
    throw invalidValue(seconds, 'VisibilityTimeout', `Must be between 0 and ${MAX_VISIBILITY_SECONDS}.`);
  }
  const now = context.clock.now().getTime();
  const message = context.messages.findByHandle(queue.name, handle);
  if (message === undefined || message.visible_at <= now) {
    throw new AwsError('MessageNotInflight', 'The specified message is not in flight.');
  }
  context.messages.setVisible(message.seq, now + seconds * 1000);
  if (seconds === 0) context.waiters.wake(queue.name);
  return {};
}

function batchOf<Shape extends z.core.$ZodLooseShape>(entry: z.ZodMiniObject<Shape>) {
  return z.object({ QueueUrl: z.string(), Entries: z._default(z.array(z.extend(entry, { Id: z.string() })), []) });
}
