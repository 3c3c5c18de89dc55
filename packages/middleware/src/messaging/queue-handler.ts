import * as z from 'zod/mini';
import { invocationHandler, type Invocation, type InvocationHandler } from '../invocation/invocation.ts';
import { lazily } from '../invocation/lazily.ts';
import { batchResponse, type BatchResponse } from './batch.ts';
import { deliver } from './deliver.ts';
import type { Subscription } from './event-bridge.ts';

/** A malformed batch must fail as a whole: without message ids there is nothing to report one by one. */
const Message = z.object({
  messageId: z.string(),
  body: z.string(),
  attributes: z.optional(z.object({ ApproximateReceiveCount: z.optional(z.string()) })),
});
const Batch = z.object({ Records: z.array(Message) });

/** Options of the handlers of events. */
export interface DeliveryOptions<Deps> {
  /** What the handlers need; called on the first invocation and kept. */
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
  const deps = lazily(options.deps);

  async function failureOf(record: z.output<typeof Message>, invocation: Invocation): Promise<string[]> {
    const { messageId: recordId, body, attributes } = record;
    const attempt = Number(attributes?.ApproximateReceiveCount ?? 1);
    try {
      await deliver({ read: () => JSON.parse(body), attempt, recordId }, subscriptions, deps, invocation);
      return [];
    } catch {
      // Told by `deliver`, in the trace of the event.
      return [recordId];
    }
  }

  return invocationHandler(async (invocation) => {
    const { Records } = Batch.parse(invocation.payload);
    const failed = await Promise.all(Records.map((record) => failureOf(record, invocation)));
    return batchResponse(failed.flat());
  }, deps);
}
