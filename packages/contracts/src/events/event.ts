import { newId, timestamp, type Clock, type TraceContext } from '@tradewind/kernel';
import * as z from 'zod/mini';
import type { ServiceName } from '../http/route.ts';

/** The envelope of every event, its data still unread. */
export const AnyEvent = z.object({
  id: z.string(),
  occurredAt: z.string(),
  correlationId: z.string(),
  /** The event or request that caused this one. */
  causationId: z.string(),
  traceparent: z.optional(z.string()),
  data: z.unknown(),
});

export interface EventEnvelope<Data> {
  readonly id: string;
  readonly occurredAt: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string | undefined;
  readonly data: Data;
}

/** An event on its way to the bus: where it comes from, what it is, and its envelope. */
export interface PublishableEvent<Data = unknown> {
  readonly source: string;
  readonly detailType: string;
  readonly detail: EventEnvelope<Data>;
}

export interface EventDefinition<Data = unknown> {
  readonly service: ServiceName;
  readonly name: string;
  readonly version: number;
  /** `tradewind.<service>` */
  readonly source: string;
  /** `<service>.<name>.v<version>` */
  readonly detailType: string;
  readonly data: z.ZodMiniType<Data>;
  /** Builds the event with a fresh id; `trace` carries the request's ids on. Throws if `data` breaks the schema. */
  create(data: Data, trace: TraceContext, clock: Clock): PublishableEvent<Data>;
  /** Parses an envelope as it arrives in an EventBridge `detail`. Throws ZodError on a malformed one. */
  parse(detail: unknown): EventEnvelope<Data>;
}

interface EventSpec<Data> {
  readonly service: ServiceName;
  /** kebab-case, past tense. */
  readonly name: string;
  readonly version: number;
  readonly data: z.ZodMiniType<Data>;
}

/**
 * Declares one version of one event. Within a version only optional additions are allowed; the golden
 * samples beside the definition must parse for ever.
 */
export function defineEvent<Data>(spec: EventSpec<Data>): EventDefinition<Data> {
  const source = `tradewind.${spec.service}`;
  const detailType = `${spec.service}.${spec.name}.v${spec.version}`;
  return {
    service: spec.service,
    name: spec.name,
    version: spec.version,
    source,
    detailType,
    data: spec.data,
    create(data, trace, clock) {
      const detail = {
        id: newId('evt'),
        occurredAt: timestamp(clock),
        correlationId: trace.correlationId,
        causationId: trace.causationId ?? trace.requestId,
        ...(trace.traceparent === undefined ? {} : { traceparent: trace.traceparent }),
        data: spec.data.parse(data),
      };
      return { source, detailType, detail };
    },
    parse(detail) {
      const envelope = AnyEvent.parse(detail);
      return { ...envelope, data: spec.data.parse(envelope.data) };
    },
  };
}
