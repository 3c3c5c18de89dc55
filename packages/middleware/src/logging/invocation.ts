import type { TraceContext } from '@tradewind/kernel';
import type { Context } from 'aws-lambda';
import { createLogger, type Logger } from './logger.ts';

let cold = true;

/** The logger of one invocation: which function ran, for which request, and whether the sandbox was new. */
export function invocationLogger(context: Context, trace: TraceContext): Logger {
  const coldStart = cold;
  cold = false;
  const { functionName, awsRequestId } = context;
  return createLogger({ function: functionName, awsRequestId, coldStart, ...traceFields(trace) });
}

/** The fields that tie a line to a request and to its cause. */
export function traceFields(trace: TraceContext): Record<string, string> {
  return {
    requestId: trace.requestId,
    correlationId: trace.correlationId,
    ...(trace.causationId === undefined ? {} : { causationId: trace.causationId }),
    ...(trace.traceparent === undefined ? {} : { traceparent: trace.traceparent }),
  };
}
