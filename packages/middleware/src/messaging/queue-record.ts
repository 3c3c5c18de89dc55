import * as z from 'zod/mini';
import { traceparentOfXRay } from '../trace/trace.ts';

const Attributes = z.object({
  /** How often SQS has handed the message out, this time included. */
  ApproximateReceiveCount: z.optional(z.string()),
  /** X-Ray's header of whoever sent the message. */
  AWSTraceHeader: z.optional(z.string()),
});

/** A message of an SQS queue, as far as it is read. */
export const QueueRecord = z.object({
  messageId: z.string(),
  body: z.string(),
  attributes: z.optional(Attributes),
});

export type QueueRecord = z.output<typeof QueueRecord>;

/** A malformed batch must fail as a whole: without message ids there is nothing to report one by one. */
export const QueueBatch = z.object({ Records: z.array(QueueRecord) });

export function attemptOf({ attributes }: QueueRecord): number {
  return Number(attributes?.ApproximateReceiveCount ?? 1);
}

/** The trace of the sender, for messages that do not say it themselves. */
export function senderTraceparent({ attributes }: QueueRecord): string | undefined {
  return traceparentOfXRay(attributes?.AWSTraceHeader);
}
