import type { EventDefinition, EventEnvelope } from '@tradewind/contracts/events/event';
import type { TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';
import type { Logger } from '../logging/logger.ts';

/** What EventBridge wraps around an event, as far as it is read. */
const BusEvent = z.object({
  source: z.string(),
  'detail-type': z.string(),
  detail: z.unknown(),
  'replay-name': z.optional(z.string()),
});

/** An event as it came off the bus, its detail not yet parsed. */
export type BusEvent = z.output<typeof BusEvent>;

/** What surrounds an event while it is handled. */
export interface DeliveryContext<Deps> {
  readonly deps: Deps;
  /** The event's trace, caused by the event: goes into every event that handling it causes. */
  readonly trace: TraceContext;
  readonly log: Logger;
  /** Set when an archive is being replayed. */
  readonly replayName?: string;
  /**
   * Under which a consumer remembers that it handled this: the event's id, in a replay followed by the replay's name.
   * So a delivery that is repeated changes nothing, while every replay under a new name applies once more.
   */
  readonly deduplicationKey: string;
}

/**
 * What becomes of an event that comes out of an archive. `apply` for consumers that project state: they must bear to
 * see it again. `drop` for those with effects on people (mails, money), who have had them already.
 */
export type ReplayPolicy = 'apply' | 'drop';

export interface SubscriptionOptions {
  /** Without a default: who subscribes decides it. */
  readonly replays: ReplayPolicy;
}

/** What the handler of one event works with. */
export interface EventContext<Data, Deps> extends DeliveryContext<Deps> {
  readonly event: EventEnvelope<Data>;
}

export type EventHandle<Data, Deps> = (context: EventContext<Data, Deps>) => Promise<void>;

/** A handler with the event it is for; made by {@link on}. */
export interface Subscription<Deps> {
  readonly source: string;
  readonly detailType: string;
  readonly replays: ReplayPolicy;
  /** Parses the detail, asks for what surrounds the event, and runs the handler. */
  handle(detail: unknown, surround: (event: EventEnvelope<unknown>) => Promise<DeliveryContext<Deps>>): Promise<void>;
}

/** Subscribes a handler to one version of one event. */
export function on<Data, Deps>(
  definition: EventDefinition<Data>,
  { replays }: SubscriptionOptions,
  handle: EventHandle<Data, Deps>,
): Subscription<Deps> {
  return {
    source: definition.source,
    detailType: definition.detailType,
    replays,
    async handle(detail, surround) {
      const event = definition.parse(detail);
      await handle({ ...(await surround(event)), event });
    },
  };
}

/** Throws ZodError for anything that did not come off an event bus. */
export function readBusEvent(source: unknown): BusEvent {
  return BusEvent.parse(source);
}

/** Throws for an event that nobody here subscribed to: the rule and the code have drifted apart. */
export function subscriptionFor<Deps>(
  subscriptions: readonly Subscription<Deps>[],
  event: BusEvent,
): Subscription<Deps> {
  const found = subscriptions.find(
    ({ source, detailType }) => source === event.source && detailType === event['detail-type'],
  );
  if (found === undefined) throw new Error(`No handler for ${event['detail-type']} of ${event.source}.`);
  return found;
}
