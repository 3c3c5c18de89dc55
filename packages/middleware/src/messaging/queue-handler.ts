import { invocationHandler, type Invocation, type InvocationHandler } from '../invocation/invocation.ts';
import { wired } from '../invocation/wired.ts';
import { batchResponse, type BatchResponse } from './batch.ts';
import { deliver } from './deliver.ts';
import type { Subscription } from './event-bridge.ts';
import { attemptOf, QueueBatch, senderTraceparent, type QueueRecord } from './queue-record.ts';

/** Options of the handlers of events. */
export interface DeliveryOptions<Deps> {
  /** What the handlers need; called while Lambda starts the function, elsewhere on the first invocation, and kept. */
  readonly deps: () => Deps | Promise<Deps>;
}

/**
 * Handles SQS batches of EventBridge events. Messages of a standard queue have no order, so a batch is handled
 * concurrently; each fails for itself and is redelivered alone. A message that nobody here can read fails until the
 * queue hands it to its dead letter queue.
 */
export function queueHandler<Deps>(
  options: DeliveryOptions<Deps>,
  ...subscriptions: readonly Subscription<Deps>[]
): InvocationHandler<BatchResponse> {
  const deps = wired(options.deps);

  async function failureOf(record: QueueRecord, invocation: Invocation): Promise<string[]> {
    const { messageId: recordId, body } = record;
    const sent = { recordId, attempt: attemptOf(record), traceparent: senderTraceparent(record) };
    try {
      await deliver({ read: () => JSON.parse(body), ...sent }, subscriptions, deps, invocation);
      return [];
    } catch {
      // Told by `deliver`, in the trace of the event.
      return [recordId];
    }
  }

  return invocationHandler(async (invocation) => {
    const { Records } = QueueBatch.parse(invocation.payload);
    const failed = await Promise.all(Records.map((record) => failureOf(record, invocation)));
    return batchResponse(failed.flat());
  }, deps);
}
