import type { TraceContext } from '@tradewind/kernel';
import type { Context } from 'aws-lambda';
import { serviceOf } from '../metrics/function-metrics.ts';
import type { IncomingTrace } from '../trace/trace.ts';
import { spanOf } from '../trace/traceparent.ts';
import { xRayTraceId, type XRaySegment } from '../trace/x-ray.ts';
import { createLogger, type Logger } from './logger.ts';
import { levelOfTrace } from './sampling.ts';

let cold = true;
let coldContext: Context | undefined;

/** Whether this invocation was the first of its sandbox. */
export function isColdStart(context: Context): boolean {
  return context === coldContext;
}

/**
 * The logger of one invocation: which function ran, for which request, whether the sandbox was new, and where X-Ray
 * shows it, which may be a trace of its own when a client or an event brought another.
 */
export function invocationLogger(context: Context, trace: TraceContext, segment: XRaySegment | undefined): Logger {
  if (cold) coldContext = context;
  const coldStart = cold;
  cold = false;
  const { functionName, awsRequestId } = context;
  const fields = () => ({
    service: serviceOf(functionName),
    function: functionName,
    awsRequestId,
    coldStart,
    ...(segment === undefined ? {} : { xrayTraceId: xRayTraceId(segment.traceId) }),
    ...traceFields(trace),
  });
  return createLogger(fields, { level: levelOfTrace(trace.traceparent) });
}

/**
 * The fields that tie a line to a request, to its cause and to its place in the trace; the span that `incoming` names
 * is the parent of this hop.
 */
export function traceFields(trace: TraceContext, incoming: IncomingTrace = {}): Record<string, string> {
  const parent = spanOf(incoming.traceparent);
  return {
    requestId: trace.requestId,
    correlationId: trace.correlationId,
    ...(trace.causationId === undefined ? {} : { causationId: trace.causationId }),
    ...(trace.traceparent === undefined ? {} : { traceparent: trace.traceparent }),
    ...(parent === undefined ? {} : { parentSpanId: parent.spanId }),
  };
}

/** A logger that goes on in a trace, at the level at which that trace is logged. */
export function tracedLogger(log: Logger, trace: TraceContext, incoming: IncomingTrace): Logger {
  return log.child(() => traceFields(trace, incoming), levelOfTrace(trace.traceparent));
}
