const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;

/** A place in a trace, as a W3C `traceparent` tells it: 32 and 16 hex digits, and two of flags. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: string;
}

/** Undefined for what https://www.w3.org/TR/trace-context/#traceparent-header calls invalid. */
export function spanOf(traceparent: string | undefined): Span | undefined {
  if (traceparent === undefined) return undefined;
  const [, version, traceId, spanId, flags, rest] = TRACEPARENT.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  if (ZEROS.test(traceId) || ZEROS.test(spanId)) return undefined;
  return { traceId, spanId, flags };
}
