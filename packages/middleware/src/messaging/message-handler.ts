import type { TraceContext } from '@tradewind/kernel';
import type * as z from 'zod/mini';
import { wired } from '../invocation/wired.ts';
import { invocationHandler, type Invocation, type InvocationHandler } from '../invocation/invocation.ts';
import { millisecondsSince } from '../logging/duration.ts';
import { idsIn } from '../logging/ids.ts';
import { tracedLogger } from '../logging/invocation.ts';
import type { Logger } from '../logging/logger.ts';
import { continueTrace } from '../trace/trace.ts';
import { batchResponse, logRecordFailure, type BatchResponse } from './batch.ts';
import type { DeliveryOptions } from './queue-handler.ts';
import { attemptOf, QueueBatch, senderTraceparent, type QueueRecord } from './queue-record.ts';

/** What the handler of a plain message works with. */
export interface MessageContext<Message, Deps> {
  readonly message: Message;
  readonly deps: Deps;
  /** Caused by the message; its id is the cause of every event. */
  readonly trace: TraceContext;
  readonly log: Logger;
}

/**
 * Handles SQS batches of JSON messages that came past the bus, such as those that a gateway puts into a queue. Each
 * message fails for itself, one that breaks its schema until the queue hands it to its dead letter queue.
 */
export function messageHandler<Schema extends z.ZodMiniType, Deps>(
  schema: Schema,
  options: DeliveryOptions<Deps>,
  handle: (context: MessageContext<z.output<Schema>, Deps>) => Promise<void>,
): InvocationHandler<BatchResponse> {
  const deps = wired(options.deps);

  async function failureOf(record: QueueRecord, invocation: Invocation): Promise<string[]> {
    const startedAt = performance.now();
    const { messageId } = record;
    const incoming = { traceparent: senderTraceparent(record), causationId: messageId };
    const trace = continueTrace(incoming, invocation.trace.requestId);
    const log = tracedLogger(invocation.log, trace, incoming);
    const attempt = attemptOf(record);
    log.append({ messageId, ...(attempt > 1 ? { attempt } : {}) });
    try {
      const message = schema.parse(JSON.parse(record.body));
      log.append(idsIn(message));
      await handle({ message, deps: await deps(), trace, log });
      log.info('message handled', { durationMs: millisecondsSince(startedAt) });
      return [];
    } catch (error) {
      logRecordFailure(log, { recordId: messageId, durationMs: millisecondsSince(startedAt) }, error);
      return [messageId];
    }
  }

  return invocationHandler(async (invocation) => {
    const { Records } = QueueBatch.parse(invocation.payload);
    const failed = await Promise.all(Records.map((record) => failureOf(record, invocation)));
    return batchResponse(failed.flat());
  }, deps);
}
