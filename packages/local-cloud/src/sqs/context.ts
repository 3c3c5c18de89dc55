import type { Clock } from '@tradewind/kernel';
import type { Store } from '../store.ts';
import type { MessageTable, StoredMessage } from './message-table.ts';
import type { QueueTable } from './queue-table.ts';
import type { QueueWaiters } from './queue-waiters.ts';

/** What every SQS operation works on. */
export interface SqsContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly queues: QueueTable;
  readonly messages: MessageTable;
  readonly waiters: QueueWaiters;
  /** Told of a message that was received too often and went to a dead-letter queue. */
  readonly onDeadLetter?: ((message: StoredMessage, deadLetterQueue: string) => void) | undefined;
}
