import { env, type LogLevel, type MiddlewareEnv } from '../env.ts';

const TRACE_ID_START = 3;
const TRACE_ID_END = 35;
const UINT32 = 2 ** 32;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * A number in [0, 1) that every function computes alike for one trace: FNV-1a of the trace id
 * (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv), mixed by the finalizer of MurmurHash3, since the ids of
 * one process differ in their last digits alone.
 */
export function shareOfTrace(traceId: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < traceId.length; index += 1) {
    hash = Math.imul(hash ^ traceId.charCodeAt(index), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / UINT32;
}

/**
 * The level at which a trace is logged: `debug` for the sampled share, else `LOG_LEVEL`. Decided by the trace's id and
 * by nothing else, so that each hop of a purchase decides alike and a sampled trace is kept whole.
 */
export function levelOfTrace(
  traceparent: string | undefined,
  { LOG_LEVEL: level, DEBUG_SAMPLE_RATE: rate }: Pick<MiddlewareEnv, 'LOG_LEVEL' | 'DEBUG_SAMPLE_RATE'> = env(),
): LogLevel {
  if (rate === 0 || level === 'silent' || level === 'debug' || traceparent === undefined) return level;
  return shareOfTrace(traceparent.slice(TRACE_ID_START, TRACE_ID_END)) < rate ? 'debug' : level;
}
