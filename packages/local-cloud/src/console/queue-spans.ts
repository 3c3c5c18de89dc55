import { resourceName } from '../aws/account.ts';
import type { InvocationOptions } from '../functions/runtime.ts';
import type { StoredMessage } from '../sqs/message-table.ts';
import type { OpenSpan, SpanCollector } from './span-collector.ts';
import { preciseNow } from './span.ts';

interface ReceivedMessage {
  readonly MessageId: string;
  readonly Attributes: Readonly<Record<string, string>>;
}

interface BatchSpans {
  /** How the invocation of the batch goes on with the traces of its messages. */
  readonly invocation: InvocationOptions;
  /** Tells which messages the function took; the others come back. */
  settle(taken: readonly ReceivedMessage[]): void;
}

/** The time that each message of a batch waited in its queue. A batch is invoked in the trace of its first message. */
export function queueSpans(
  spans: SpanCollector | undefined,
  queueArn: string,
  messages: readonly ReceivedMessage[],
): BatchSpans {
  if (spans === undefined) return { invocation: {}, settle: () => undefined };
  const waits = new Map(
    messages.map((message) => [message.MessageId, wait(spans, queueArn, message, messages.length)]),
  );
  const [traceHeader, ...links] = [...waits.values()].map(({ header }) => header);
  return {
    invocation: { traceHeader, links },
    settle(taken) {
      const ids = new Set(taken.map(({ MessageId }) => MessageId));
      for (const [id, open] of waits) open.set({ outcome: ids.has(id) ? 'deleted' : 'returned to the queue' });
    },
  };
}

function wait(spans: SpanCollector, queueArn: string, message: ReceivedMessage, batchSize: number): OpenSpan {
  const { Attributes: attributes, MessageId: messageId } = message;
  const receiveCount = Number(attributes['ApproximateReceiveCount'] ?? 1);
  const queue = resourceName(queueArn);
  const now = preciseNow();
  // A message that comes back waited for its visibility timeout, not since it was sent.
  const start = receiveCount === 1 ? Math.min(now, Number(attributes['SentTimestamp'] ?? now)) : now;
  const open = spans.beginBelow(attributes['AWSTraceHeader'], {
    kind: 'queue',
    name: receiveCount === 1 ? queue : `${queue}, receive ${receiveCount}`,
    start,
    attributes: { queue, messageId, receiveCount, batchSize },
  });
  open.end();
  return open;
}

/** A message that nobody could take goes to a dead-letter queue: the end of its trace until it is sent back. */
export function noteDeadLetter(spans: SpanCollector, message: StoredMessage, deadLetterQueue: string): void {
  const open = spans.beginBelow(message.trace_header ?? undefined, {
    kind: 'dead-letter',
    name: deadLetterQueue,
    attributes: { queue: message.queue, messageId: message.id, receiveCount: message.receive_count },
  });
  open.end({ error: `Given up after ${message.receive_count} receives from ${message.queue}` });
}
