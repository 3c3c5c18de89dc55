import type { Attributes, Link, Span, SpanKind, Trace } from './span.ts';
import { preciseNow } from './span.ts';
import { formatTraceHeader, newSpanId, newTraceId, parseTraceHeader, type TraceContext } from './trace-header.ts';

export interface NewSpan {
  readonly kind: SpanKind;
  readonly name: string;
  /** Where it belongs; a trace of its own without. */
  readonly parent?: TraceContext | undefined;
  /** When it began, if not now. */
  readonly start?: number;
  readonly attributes?: Attributes;
}

/** A span that has begun. */
export interface OpenSpan {
  readonly span: Span;
  /** Hands the trace on, with this span as the parent: `Root=1-…;Parent=…;Sampled=1`. */
  readonly header: string;
  set(attributes: Attributes): void;
  /** Only the first ending counts. */
  end(outcome?: { readonly error?: string | undefined; readonly attributes?: Attributes }): void;
}

export interface SpanLimits {
  readonly traces: number;
  readonly spans: number;
  /** Of one trace: a client may send the same traceparent for ever. */
  readonly spansPerTrace: number;
}

interface StoredTrace extends Trace {
  readonly spans: Span[];
  readonly links: Link[];
  dropped: number;
}

const DEFAULT_LIMITS: SpanLimits = { traces: 500, spans: 20_000, spansPerTrace: 1_000 };

/**
 * The spans of the latest traces, in memory only: a restart forgets them, what they tell of is in the tables and the
 * log. The oldest trace goes when there are too many. Spans may come in any order, children before their parents.
 */
export class SpanCollector {
  readonly #limits: SpanLimits;
  readonly #onChange: () => void;
  readonly #traces = new Map<string, StoredTrace>();
  #spans = 0;

  constructor({
    limits = {},
    onChange = () => undefined,
  }: { limits?: Partial<SpanLimits>; onChange?: () => void } = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#onChange = onChange;
  }

  begin({ kind, name, parent, start = preciseNow(), attributes = {} }: NewSpan): OpenSpan {
    const traceId = parent?.traceId ?? newTraceId(start);
    const parentId = parent?.spanId;
    const span: Span = {
      id: newSpanId(),
      traceId,
      parentId,
      kind,
      name,
      start,
      end: undefined,
      error: undefined,
      attributes,
    };
    this.#store(span);
    return {
      span,
      header: formatTraceHeader(traceId, span.id),
      set: (more) => {
        span.attributes = { ...span.attributes, ...more };
        this.#onChange();
      },
      end: (outcome) => {
        if (span.end !== undefined) return;
        span.end = preciseNow();
        span.error = outcome?.error;
        if (outcome?.attributes !== undefined) span.attributes = { ...span.attributes, ...outcome.attributes };
        this.#onChange();
      },
    };
  }

  /** Begins below the sender of a trace header. */
  beginBelow(header: string | undefined, span: Omit<NewSpan, 'parent'>): OpenSpan {
    return this.begin({ ...span, parent: parseTraceHeader(header) });
  }

  /** Makes a span, and with it what happened below it, part of another trace as well. */
  link(span: Span, target: TraceContext): void {
    if (span.traceId === target.traceId) return;
    const { links } = this.#traceOf(target.traceId);
    if (links.length >= this.#limits.spansPerTrace || links.some((link) => link.span === span)) return;
    links.push({ span, parentId: target.spanId });
    this.#onChange();
  }

  /** The span that everything at this place happens in: its ancestor without a parent in the same trace. */
  outermost({ traceId, spanId }: TraceContext): Span | undefined {
    const spans = new Map(this.#traces.get(traceId)?.spans.map((span) => [span.id, span]));
    let span = spans.get(spanId ?? '');
    for (let above = span; above !== undefined; above = spans.get(above.parentId ?? '')) span = above;
    return span;
  }

  get(traceId: string): Trace | undefined {
    return this.#traces.get(traceId);
  }

  /** Newest first. */
  list(): Trace[] {
    return [...this.#traces.values()].toReversed();
  }

  get size(): { readonly traces: number; readonly spans: number } {
    return { traces: this.#traces.size, spans: this.#spans };
  }

  #store(span: Span): void {
    const trace = this.#traceOf(span.traceId);
    if (trace.spans.length >= this.#limits.spansPerTrace) trace.dropped += 1;
    else {
      trace.spans.push(span);
      this.#spans += 1;
      if (this.#spans > this.#limits.spans) this.#evict();
    }
    this.#onChange();
  }

  #traceOf(id: string): StoredTrace {
    const known = this.#traces.get(id);
    if (known !== undefined) return known;
    const trace: StoredTrace = { id, spans: [], links: [], dropped: 0 };
    this.#traces.set(id, trace);
    if (this.#traces.size > this.#limits.traces) this.#evict();
    return trace;
  }

  #evict(): void {
    const [oldest] = this.#traces.values();
    if (oldest === undefined || this.#traces.size === 1) return;
    this.#traces.delete(oldest.id);
    this.#spans -= oldest.spans.length;
  }
}
