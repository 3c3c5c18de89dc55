import type { BridgeEvent } from '../eventbridge/bridge-event.ts';
import type { SpanCollector } from './span-collector.ts';
import { parseTraceHeader } from './trace-header.ts';
import type { EventView } from './views.ts';

/** An event that a bus accepted, and the headers that it came with. */
export interface BusArrival {
  readonly event: BridgeEvent;
  readonly busName: string;
  readonly ruleNames: readonly string[];
  /** Of the entry: the trace that the event belongs to. */
  readonly entryHeader: string | undefined;
  /** Of the call of PutEvents: the invocation that published it. */
  readonly callHeader: string | undefined;
}

const CAPACITY = 500;

/** The latest events of all buses, with their payloads. */
export class EventFlow {
  readonly #spans: SpanCollector;
  #events: EventView[] = [];

  constructor(spans: SpanCollector) {
    this.#spans = spans;
  }

  /**
   * Notes an event and answers the trace header for its deliveries. An event that was kept in an outbox belongs to the
   * trace that caused it, and so does the invocation that published it, although a stream called that one.
   */
  accept({ event, busName, ruleNames, entryHeader, callHeader }: BusArrival): string {
    const caller = parseTraceHeader(callHeader);
    const cause = parseTraceHeader(entryHeader) ?? caller;
    const open = this.#spans.begin({
      kind: 'event',
      name: event['detail-type'],
      parent: cause === undefined ? undefined : { traceId: cause.traceId, spanId: caller?.spanId ?? cause.spanId },
      attributes: { eventId: event.id, source: event.source, bus: busName, rules: ruleNames.join(', ') },
    });
    open.end();
    const publisher = caller === undefined ? undefined : this.#spans.outermost(caller);
    if (publisher !== undefined) this.#spans.link(publisher, { traceId: open.span.traceId, spanId: undefined });
    this.#events.push({
      id: event.id,
      at: open.span.start,
      source: event.source,
      detailType: event['detail-type'],
      bus: busName,
      rules: [...ruleNames],
      traceId: open.span.traceId,
      detail: event.detail,
    });
    if (this.#events.length >= CAPACITY * 2) this.#events = this.#events.slice(-CAPACITY);
    return open.header;
  }

  /** Newest first, those whose payload or name has the text. */
  find(text: string): EventView[] {
    const wanted = text.toLowerCase();
    const latest = this.#events.slice(-CAPACITY).toReversed();
    return wanted === '' ? latest : latest.filter((event) => JSON.stringify(event).toLowerCase().includes(wanted));
  }
}
