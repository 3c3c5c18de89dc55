import type { Clock } from '@tradewind/kernel';
import { jsonApi, type JsonApi } from '../aws/api.ts';
import type { Store } from '../store.ts';
import type { SqsContext } from './context.ts';
import { queryCode } from './errors.ts';
import { queueStates, type QueueState } from './queue-states.ts';
import type { MessageAttributes } from './message-attributes.ts';
import { messageOperations } from './message-operations.ts';
import { MessageTable } from './message-table.ts';
import { moveOperations } from './message-moves.ts';
import { queueOperations } from './queue-operations.ts';
import { QueueTable } from './queue-table.ts';
import { QueueWaiters } from './queue-waiters.ts';
import { sendMessage } from './send-message.ts';

export interface SendOptions {
  readonly attributes?: MessageAttributes;
  /** Travels as the system attribute `AWSTraceHeader`. */
  readonly traceHeader?: string;
}

export interface LocalSqs {
  readonly api: JsonApi;
  /** Sends in the process, for the other services of the cloud. Throws AwsError (QueueDoesNotExist). */
  send(queueArn: string, body: string, options?: SendOptions): void;
  /** Every queue with what waits in it. */
  states(): QueueState[];
  /** Ends the long polls that still wait. */
  close(): void;
}

export interface SqsOptions extends Pick<SqsContext, 'onDeadLetter'> {
  readonly store: Store;
  readonly clock: Clock;
}

/** SQS standard queues, kept in the store: what was acknowledged survives the process. */
export function openSqs({ store, clock, onDeadLetter }: SqsOptions): LocalSqs {
  const context: SqsContext = {
    store,
    clock,
    queues: new QueueTable(store, clock),
    messages: new MessageTable(store),
    waiters: new QueueWaiters(),
    onDeadLetter,
  };
  return {
    api: jsonApi({
      signingName: 'sqs',
      protocol: '1.0',
      errorNamespace: 'com.amazonaws.sqs#',
      errorHeaders: (error) => ({ 'x-amzn-query-error': `${queryCode(error.code)};Sender` }),
      operations: { ...queueOperations(context), ...messageOperations(context), ...moveOperations(context) },
    }),
    send(queueArn, body, { attributes = {}, traceHeader } = {}) {
      const queue = context.queues.get(queueArn);
      const MessageSystemAttributes =
        traceHeader === undefined ? {} : { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } };
      sendMessage(
        context,
        queue,
        { MessageBody: body, MessageAttributes: attributes, MessageSystemAttributes },
        'local-cloud',
      );
    },
    states: () => queueStates(context),
    close: () => context.waiters.close(),
  };
}
