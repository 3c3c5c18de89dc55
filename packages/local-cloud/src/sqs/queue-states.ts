import { resourceName } from '../aws/account.ts';
import type { SqsContext } from './context.ts';
import { redrivePolicy } from './queue-attributes.ts';

/** A queue at this moment. */
export interface QueueState {
  readonly name: string;
  readonly arn: string;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** Milliseconds since the epoch; undefined when the queue is empty. */
  readonly oldestSentAt: number | undefined;
  readonly deadLetterQueue: string | undefined;
}

export function queueStates({ queues, messages, clock }: SqsContext): QueueState[] {
  const now = clock.now().getTime();
  return queues.list().map(({ name, arn, attributes }) => {
    const { visible, delayed, in_flight: inFlight, oldest_sent_at: oldest } = messages.counts(name, now);
    const target = redrivePolicy(attributes)?.deadLetterTargetArn;
    return {
      name,
      arn,
      visible,
      inFlight,
      delayed,
      oldestSentAt: oldest ?? undefined,
      deadLetterQueue: target === undefined ? undefined : resourceName(target),
    };
  });
}
