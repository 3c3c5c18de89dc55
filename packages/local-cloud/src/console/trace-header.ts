import { randomUUID } from 'node:crypto';

/** A place in a trace: 32 hex digits of the trace, 16 of the span, which a header may leave out. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string | undefined;
}

const ROOT = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?=;|$)/i;
const PARENT = /(?:^|;)\s*Parent=([0-9a-f]{16})(?=;|$)/i;
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?$/;
const EPOCH_DIGITS = 8;

/**
 * `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`, the header by which AWS's services
 * hand a trace on. Undefined for anything else, which must never stand in the way of a request.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function parseTraceHeader(header: string | undefined): TraceContext | undefined {
  if (header === undefined || header === '') return undefined;
  const [, epoch, unique] = ROOT.exec(header) ?? [];
  if (epoch === undefined || unique === undefined) return undefined;
  return { traceId: `${epoch}${unique}`.toLowerCase(), spanId: PARENT.exec(header)?.[1]?.toLowerCase() };
}

/** W3C's `00-<trace>-<span>-01`: the same 128 bits of trace id as in AWS's header. */
export function parseTraceparent(header: string | undefined): TraceContext | undefined {
  const [, traceId, spanId] = TRACEPARENT.exec(header ?? '') ?? [];
  return traceId === undefined ? undefined : { traceId, spanId };
}

export function formatTraceHeader(traceId: string, spanId: string): string {
  return `Root=1-${traceId.slice(0, EPOCH_DIGITS)}-${traceId.slice(EPOCH_DIGITS)};Parent=${spanId};Sampled=1`;
}

/** Random once for a process and counted on from there: drawing every id anew would be half of what a span costs. */
const PROCESS_ID = randomUUID().replaceAll('-', '').slice(0, 16);
const SPAN_PREFIX = PROCESS_ID.slice(0, 8);
let issued = 0;

function nextNumber(): string {
  issued += 1;
  return issued.toString(16).padStart(8, '0');
}

/** As AWS makes them: eight digits of the time in seconds, then what no other trace has. */
export function newTraceId(now: number): string {
  const epoch = Math.floor(now / 1000)
    .toString(16)
    .padStart(EPOCH_DIGITS, '0');
  return `${epoch}${PROCESS_ID}${nextNumber()}`;
}

export function newSpanId(): string {
  return `${SPAN_PREFIX}${nextNumber()}`;
}
