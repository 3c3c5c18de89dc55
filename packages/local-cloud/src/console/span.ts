/** What a span is about: one joint of the cloud each. */
export type SpanKind =
  'gateway' | 'function' | 'aws' | 'execution' | 'state' | 'event' | 'delivery' | 'queue' | 'dead-letter' | 'mail';

export type AttributeValue = string | number | boolean;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Something that took time in a trace. Times are milliseconds since the epoch, with fractions. */
export interface Span {
  readonly id: string;
  readonly traceId: string;
  readonly parentId: string | undefined;
  readonly kind: SpanKind;
  readonly name: string;
  readonly start: number;
  /** Undefined while it runs. */
  end: number | undefined;
  /** Why it failed, in a line. */
  error: string | undefined;
  attributes: Attributes;
}

/** A trace that a span of another trace belongs to as well: a batch carries the messages of several. */
export interface Link {
  readonly span: Span;
  readonly parentId: string | undefined;
}

/** One trace as it was collected: in the order in which its spans began to be told, not of time. */
export interface Trace {
  readonly id: string;
  readonly spans: readonly Span[];
  readonly links: readonly Link[];
  /** Spans that were not kept, since one trace may not fill the memory. */
  readonly dropped: number;
}

/** Milliseconds since the epoch, finer than Date.now(). */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}
