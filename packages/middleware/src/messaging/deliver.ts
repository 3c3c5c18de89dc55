import type { EventEnvelope } from '@tradewind/contracts/events/event';
import type { TraceContext } from '@tradewind/kernel';
import type { Invocation } from '../invocation/invocation.ts';
import { traceFields } from '../logging/invocation.ts';
import { continueTrace } from '../trace/trace.ts';
import { readBusEvent, subscriptionFor, type Subscription } from './event-bridge.ts';

/** The trace of handling an event: the event's correlation and trace go on, the event itself becomes the cause. */
function traceOf(event: EventEnvelope<unknown>, { trace }: Invocation): TraceContext {
  const { correlationId, traceparent } = event;
  return continueTrace({ correlationId, traceparent, causationId: event.id }, trace.requestId);
}

/**
 * Hands an EventBridge event to the subscription it is for. Throws for what cannot be read, for an event without
 * a subscription, and whatever the handler throws.
 */
export async function deliver<Deps>(
  source: unknown,
  subscriptions: readonly Subscription<Deps>[],
  deps: () => Promise<Deps>,
  invocation: Invocation,
): Promise<void> {
  const busEvent = readBusEvent(source);
  const subscription = subscriptionFor(subscriptions, busEvent);
  const replayName = busEvent['replay-name'];
  await subscription.handle(busEvent.detail, async (event) => {
    const trace = traceOf(event, invocation);
    const log = invocation.log.child({ ...traceFields(trace), detailType: busEvent['detail-type'], eventId: event.id });
    return { deps: await deps(), trace, log, ...(replayName === undefined ? {} : { replayName }) };
  });
}
