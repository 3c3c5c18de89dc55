import type { TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { lazily } from '../invocation/lazily.ts';
import { invocationHandler, type Invocation, type InvocationHandler } from '../invocation/invocation.ts';
import type { Logger } from '../logging/logger.ts';
import { continueTrace } from '../trace/trace.ts';
import { batchResponse, logRecordFailure, type BatchResponse } from './batch.ts';
import type { DeliveryOptions } from './queue-handler.ts';

/** What the handler of a plain message works with. */
export interface MessageContext<Message, Deps> {
  readonly message: Message;
  readonly deps: Deps;
  /** Caused by the message; its id is the cause of every event. */
  readonly trace: TraceContext;
  readonly log: Logger;
}

const Batch = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/**
 * Handles SQS batches of JSON messages that came past the bus, such as those that a gateway puts into a queue. Each
 * message fails for itself, one that breaks its schema until the queue hands it to its dead letter queue.
 */
export function messageHandler<Schema extends z.ZodMiniType, Deps>(
  schema: Schema,
  options: DeliveryOptions<Deps>,
  handle: (context: MessageContext<z.output<Schema>, Deps>) => Promise<void>,
): InvocationHandler<BatchResponse> {
  const deps = lazily(options.deps);

  async function failureOf(record: { messageId: string; body: string }, invocation: Invocation): Promise<string[]> {
    const log = invocation.log.child({ messageId: record.messageId });
    try {
      const message = schema.parse(JSON.parse(record.body));
      const trace = continueTrace({ causationId: record.messageId }, invocation.trace.requestId);
      await handle({ message, deps: await deps(), trace, log });
      return [];
    } catch (error) {
      logRecordFailure(log, { recordId: record.messageId }, error);
      return [record.messageId];
    }
  }

  return invocationHandler(async (invocation) => {
    const { Records } = Batch.parse(invocation.payload);
    const failed = await Promise.all(Records.map((record) => failureOf(record, invocation)));
    return batchResponse(failed.flat());
  }, deps);
}
