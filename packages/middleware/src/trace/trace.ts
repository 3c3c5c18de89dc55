import type { TraceContext } from '@tradewind/kernel';
import { randomUUID } from 'node:crypto';

const SAFE_ID = /^[A-Za-z0-9._:-]{1,128}$/;
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const XRAY_ROOT = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?=;|$)/;
const XRAY_PARENT = /(?:^|;)\s*Parent=([0-9a-f]{16})(?=;|$)/;
const TRACE_ID_START = 3;
const TRACE_ID_END = 35;
const SAMPLED = '01';

/** 32 or fewer hex digits; `randomUUID` draws from a pool and costs a tenth of `randomBytes`. */
function hex(digits: number): string {
  return randomUUID().replaceAll('-', '').slice(0, digits);
}

/**
 * The traceparent of the next hop (https://www.w3.org/TR/trace-context/#traceparent-header): the caller's trace with
 * a span of our own; a new trace if what was sent is malformed, as the recommendation demands.
 */
export function nextTraceparent(incoming: string | undefined): string {
  const [, version, traceId, parentId, flags, rest] = TRACEPARENT.exec(incoming ?? '') ?? [];
  const valid =
    traceId !== undefined &&
    parentId !== undefined &&
    version !== 'ff' &&
    (version !== '00' || rest === undefined) &&
    !/^0+$/.test(traceId) &&
    !/^0+$/.test(parentId);
  return `00-${valid ? traceId : hex(32)}-${hex(16)}-${valid ? (flags ?? SAMPLED) : SAMPLED}`;
}

/**
 * The traceparent of AWS's own header (`Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8`), which API
 * Gateway puts on every request: so our log lines and events carry the trace that X-Ray shows. Undefined for any other text.
 */
export function traceparentOfXRay(header: string | undefined): string | undefined {
  const [, epoch, unique] = XRAY_ROOT.exec(header ?? '') ?? [];
  if (epoch === undefined || unique === undefined) return undefined;
  const parent = XRAY_PARENT.exec(header ?? '')?.[1] ?? hex(16);
  return `00-${epoch}${unique}-${parent}-${SAMPLED}`;
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
 * the request; without a correlation id the trace's own id serves, so that both lead to the same work.
 */
export function continueTrace(incoming: IncomingTrace, fallbackRequestId: string): TraceContext {
  const { requestId = '', correlationId = '', causationId } = incoming;
  const traceparent = nextTraceparent(incoming.traceparent);
  return {
    requestId: SAFE_ID.test(requestId) ? requestId : fallbackRequestId,
    correlationId: SAFE_ID.test(correlationId) ? correlationId : traceparent.slice(TRACE_ID_START, TRACE_ID_END),
    traceparent,
    ...(causationId === undefined ? {} : { causationId }),
  };
}
