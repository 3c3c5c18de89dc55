import { ulid, type TraceContext } from '@tradewind/kernel';
import { randomBytes } from 'node:crypto';

const SAFE_ID = /^[A-Za-z0-9._:-]{1,128}$/;
const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const SAMPLED = '01';

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
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
  return `00-${valid ? traceId : hex(16)}-${hex(8)}-${valid ? (flags ?? SAMPLED) : SAMPLED}`;
}

/** A trace that starts here. */
export function newTrace(requestId: string): TraceContext {
  return { requestId, correlationId: ulid(), traceparent: nextTraceparent(undefined) };
}

/** The ids that a client or another system sent along; absent or unusable ones are replaced by fresh ones. */
export interface IncomingTrace {
  readonly requestId?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly traceparent?: string | undefined;
  readonly causationId?: string | undefined;
}

/** Continues the sender's trace. `fallbackRequestId` names this invocation when the sender did not name the request. */
export function continueTrace(incoming: IncomingTrace, fallbackRequestId: string): TraceContext {
  const { requestId = '', correlationId = '', causationId } = incoming;
  return {
    requestId: SAFE_ID.test(requestId) ? requestId : fallbackRequestId,
    correlationId: SAFE_ID.test(correlationId) ? correlationId : ulid(),
    traceparent: nextTraceparent(incoming.traceparent),
    ...(causationId === undefined ? {} : { causationId }),
  };
}
