import { invocationTraceHeader } from '../env.ts';
import type { Span } from './traceparent.ts';

const ROOT = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?=;|$)/;
const PARENT = /(?:^|;)\s*Parent=([0-9a-f]{16})(?=;|$)/;
const NOT_SAMPLED = /(?:^|;)\s*Sampled=0(?=;|$)/;
const EPOCH_DIGITS = 8;
const ANY_SPAN = '0000000000000001';

/** Where AWS's own header (`Root=1-5759e988-bd86…;Parent=5399…;Sampled=1`) stands in its trace. */
export interface XRaySegment extends Span {
  /** Whether the header named a parent; API Gateway's does not. */
  readonly named: boolean;
}

/**
 * Both ids have 128 bits, so that one is the other with two hyphens:
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids
 */
export function xRaySegment(header: string | undefined): XRaySegment | undefined {
  if (header === undefined || header === '') return undefined;
  const [, epoch, unique] = ROOT.exec(header) ?? [];
  if (epoch === undefined || unique === undefined) return undefined;
  const spanId = PARENT.exec(header)?.[1];
  const flags = NOT_SAMPLED.test(header) ? '00' : '01';
  return { traceId: `${epoch}${unique}`, spanId: spanId ?? ANY_SPAN, flags, named: spanId !== undefined };
}

/** The name under which X-Ray shows a trace: `1-5759e988-bd862e3fe1be46a994272793`. */
export function xRayTraceId(traceId: string): string {
  return `1-${traceId.slice(0, EPOCH_DIGITS)}-${traceId.slice(EPOCH_DIGITS)}`;
}

let latest: { readonly header: string | undefined; readonly segment: XRaySegment | undefined } | undefined;

/** X-Ray's segment of the invocation at hand; its id serves as the span of our own, so that both show one tree. */
export function invocationSegment(): XRaySegment | undefined {
  const header = invocationTraceHeader();
  if (latest === undefined || latest.header !== header) latest = { header, segment: xRaySegment(header) };
  return latest.segment;
}
