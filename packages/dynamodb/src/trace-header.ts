const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{8})([0-9a-f]{24})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
const SAMPLED_FLAG = 1;

/**
 * A W3C `traceparent` as an AWS X-Ray trace header (`Root=1-5759e988-bd86…;Parent=5399…;Sampled=1`): both carry the
 * same 128-bit trace id. Undefined for text that is no traceparent, which must never stand in the way of an event.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function xRayTraceHeader(traceparent: string): string | undefined {
  const [, epoch, unique, parent, flags] = TRACEPARENT.exec(traceparent) ?? [];
  if (epoch === undefined || unique === undefined || parent === undefined || flags === undefined) return undefined;
  const sampled = (Number.parseInt(flags, 16) & SAMPLED_FLAG) === SAMPLED_FLAG ? 1 : 0;
  return `Root=1-${epoch}-${unique};Parent=${parent};Sampled=${sampled}`;
}

/** The trace header of an event's envelope, where that has a `traceparent`. */
export function traceHeaderOf(envelope: unknown): string | undefined {
  if (typeof envelope !== 'object' || envelope === null || !('traceparent' in envelope)) return undefined;
  return typeof envelope.traceparent === 'string' ? xRayTraceHeader(envelope.traceparent) : undefined;
}
