import type { TraceContext } from '@tradewind/kernel';
import { randomBytes } from 'node:crypto';
import { spanOf } from './traceparent.ts';
import { xRaySegment, type XRaySegment } from './x-ray.ts';

const SAFE_ID = /^[A-Za-z0-9._:-]{1,128}$/;
const TRACE_ID_START = 3;
const TRACE_ID_END = 35;
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
const DRAWN_BYTES = 4096;
const SAMPLED = '01';

let drawn = '';
let used = 0;

/** Random hex digits, drawn many at a time: two ids of a request would otherwise cost more than its validation. */
function hex(digits: number): string {
  if (used + digits > drawn.length) {
    drawn = randomBytes(DRAWN_BYTES).toString('hex');
    used = 0;
  }
  used += digits;
  return drawn.slice(used - digits, used);
}

/**
 * The traceparent of the next hop (https://www.w3.org/TR/trace-context/#traceparent-header): the caller's trace with
 * a span of our own, which is X-Ray's segment where there is one. Where nobody sent a trace, or sent a malformed one,
 * it is X-Ray's, or else a new one.
 */
export function nextTraceparent(incoming: string | undefined, segment?: XRaySegment): string {
  const sent = spanOf(incoming) ?? segment;
  const spanId = segment?.named === true ? segment.spanId : hex(SPAN_DIGITS);
  return `00-${sent?.traceId ?? hex(TRACE_DIGITS)}-${spanId}-${sent?.flags ?? SAMPLED}`;
}

/**
 * The traceparent of AWS's own header (`Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8`), which API
 * Gateway puts on every request: so our log lines and events carry the trace that X-Ray shows. Undefined for any other text.
 */
export function traceparentOfXRay(header: string | undefined): string | undefined {
  const segment = xRaySegment(header);
  if (segment === undefined) return undefined;
  return `00-${segment.traceId}-${segment.named ? segment.spanId : hex(SPAN_DIGITS)}-${segment.flags}`;
}

/** The ids that a client or another system sent along; absent or unusable ones are replaced. */
export interface IncomingTrace {
  readonly requestId?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly traceparent?: string | undefined;
  readonly causationId?: string | undefined;
}

/**
 * Continues the sender's trace, or starts one. `fallbackRequestId` names this invocation when the sender did not name
 * the request; without a correlation id the trace's own id serves, so that both lead to the same work. `segment` is
 * what X-Ray calls this hop; left out where one invocation works on several traces.
 */
export function continueTrace(incoming: IncomingTrace, fallbackRequestId: string, segment?: XRaySegment): TraceContext {
  const { requestId = '', correlationId = '', causationId } = incoming;
  const traceparent = nextTraceparent(incoming.traceparent, segment);
  const trace = {
    requestId: SAFE_ID.test(requestId) ? requestId : fallbackRequestId,
    correlationId: SAFE_ID.test(correlationId) ? correlationId : traceparent.slice(TRACE_ID_START, TRACE_ID_END),
    traceparent,
  };
  return causationId === undefined ? trace : { ...trace, causationId };
}
