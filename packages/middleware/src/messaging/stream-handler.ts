import * as z from 'zod/mini';
import { invocationHandler, type InvocationHandler } from '../invocation/invocation.ts';
import { wired } from '../invocation/wired.ts';
import type { Logger } from '../logging/logger.ts';
import { batchResponse, logRecordFailure, type BatchResponse } from './batch.ts';
import type { DeliveryOptions } from './queue-handler.ts';

/** A value in DynamoDB's JSON: `{ S: 'text' }`, `{ N: '3' }`, `{ M: { … } }`. */
const AttributeMap = z.record(z.string(), z.looseObject({ S: z.optional(z.string()), N: z.optional(z.string()) }));

const Record = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  dynamodb: z.object({
    SequenceNumber: z.string(),
    Keys: z.optional(AttributeMap),
    NewImage: z.optional(AttributeMap),
    OldImage: z.optional(AttributeMap),
  }),
});

/** What a stream hands to Lambda. */
export const StreamBatch = z.object({ Records: z.array(Record) });

/** One change of a table, as its stream tells it. */
export type StreamRecord = z.output<typeof Record>;

export interface StreamContext<Deps> {
  readonly record: StreamRecord;
  readonly deps: Deps;
  readonly log: Logger;
}

/**
 * Handles the records of a DynamoDB stream one after the other. At the first that fails it stops and reports that
 * one: the records behind it are changes of the same items and must wait for it.
 */
export function streamHandler<Deps>(
  options: DeliveryOptions<Deps>,
  handle: (context: StreamContext<Deps>) => Promise<void>,
): InvocationHandler<BatchResponse> {
  const deps = wired(options.deps);
  return invocationHandler(async ({ payload, log }) => {
    for (const record of StreamBatch.parse(payload).Records) {
      const id = record.dynamodb.SequenceNumber;
      try {
        await handle({ record, deps: await deps(), log: log.child({ sequenceNumber: id }) });
      } catch (error) {
        logRecordFailure(log, { recordId: id }, error);
        return batchResponse([id]);
      }
    }
    return batchResponse([]);
  }, deps);
}
