import type { EventEnvelope } from '@tradewind/contracts/events/event';
import type { TraceContext } from '@tradewind/kernel';
import type { Invocation } from '../invocation/invocation.ts';
import { idsIn } from '../logging/ids.ts';
import { tracedLogger } from '../logging/invocation.ts';
import type { Logger } from '../logging/logger.ts';
import { millisecondsSince } from '../logging/duration.ts';
import { continueTrace } from '../trace/trace.ts';
import { logRecordFailure } from './batch.ts';
import { readBusEvent, subscriptionFor, type Subscription } from './event-bridge.ts';

interface Sender {
  readonly trace: TraceContext;
  readonly log: Logger;
}

/** Goes on in the event's trace; the event itself is the cause. Messages of one batch get spans of their own. */
function senderOf(
  event: EventEnvelope<unknown>,
  detailType: string,
  sent: string | undefined,
  { trace, log }: Invocation,
): Sender {
  const { id: eventId, correlationId, traceparent = sent } = event;
  const incoming = { correlationId, traceparent, causationId: eventId };
  const continued = continueTrace(incoming, trace.requestId);
  const fields = { detailType, eventId, ...idsIn(event.data) };
  const traced = tracedLogger(log, continued, incoming);
  traced.append(fields);
  return { trace: continued, log: traced };
}

/** What came, still unread, and how. */
export interface Delivery {
  readonly read: () => unknown;
  /** SQS's own count. */
  readonly attempt?: number | undefined;
  readonly recordId?: string | undefined;
  /** The sender's, for events that bring none. */
  readonly traceparent?: string | undefined;
}

/** One delivery of an event, or one of each replay: what was handled under a key need not be handled again. */
function deduplicationKeyOf(eventId: string, replayName: string | undefined): string {
  return replayName === undefined ? eventId : `${eventId}#${replayName}`;
}

/**
 * Hands an EventBridge event to the subscription it is for, unless it is replayed and the subscription drops replays,
 * and tells the outcome in the event's own trace. Throws for what cannot be read, for an event without a subscription,
 * and whatever the handler throws.
 */
export async function deliver<Deps>(
  { read, attempt, recordId, traceparent }: Delivery,
  subscriptions: readonly Subscription<Deps>[],
  deps: () => Promise<Deps>,
  invocation: Invocation,
): Promise<void> {
  const startedAt = performance.now();
  let { log } = invocation;
  try {
    const busEvent = readBusEvent(read());
    const subscription = subscriptionFor(subscriptions, busEvent);
    const { 'detail-type': detailType, 'replay-name': replayName } = busEvent;
    if (replayName !== undefined && subscription.replays === 'drop') {
      log.info('replayed event dropped', { detailType, replayName });
      return;
    }
    const replay = replayName === undefined ? {} : { replayName };
    await subscription.handle(busEvent.detail, async (event) => {
      const sender = senderOf(event, detailType, traceparent, invocation);
      ({ log } = sender);
      log.append(replay);
      if (attempt !== undefined && attempt > 1) log.append({ attempt });
      return { deps: await deps(), ...sender, ...replay, deduplicationKey: deduplicationKeyOf(event.id, replayName) };
    });
    log.info('event handled', { durationMs: millisecondsSince(startedAt) });
  } catch (error) {
    logRecordFailure(
      log,
      { ...(recordId === undefined ? {} : { recordId }), durationMs: millisecondsSince(startedAt) },
      error,
    );
    throw error;
  }
}
