/** One station of a trace: a function that ran, or an event that was published. */
export interface Hop {
  readonly kind: 'function' | 'event';
  readonly service: string;
  /** `create-checkout`, `orders.order-confirmed.v1` */
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly durationMs: number;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Of an event, and of a function that handled one. */
  readonly eventId: string | undefined;
  /** The event or request that caused it. */
  readonly causationId: string | undefined;
  readonly awsRequestId: string | undefined;
  readonly coldStart: boolean;
  /** Which try this is, from 1. */
  readonly attempt: number;
  readonly failed: boolean;
  /** `POST /v1/checkouts → 201`, `inventory.insufficient-stock`. */
  readonly outcome: string | undefined;
  /** What the function said besides, in order. */
  readonly notes: readonly string[];
}

export interface HopNode {
  readonly hop: Hop;
  readonly children: readonly HopNode[];
}

/** What happened under one trace id. */
export interface TraceTree {
  readonly traceId: string;
  readonly start: number;
  readonly end: number;
  readonly roots: readonly HopNode[];
}
