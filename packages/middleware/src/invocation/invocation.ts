import middy, { type MiddlewareObj, type Request } from '@middy/core';
import type { TraceContext } from '@tradewind/kernel';
import type { Context } from 'aws-lambda';
import { invocationLogger, isColdStart } from '../logging/invocation.ts';
import type { LogFields, Logger } from '../logging/logger.ts';
import { functionMetrics } from '../metrics/function-metrics.ts';
import { continueTrace } from '../trace/trace.ts';
import { invocationSegment } from '../trace/x-ray.ts';
import { verifiable, type VerifiableHandler } from '../verification/verifiable.ts';

/** A call of a function that is not HTTP: what came in, and the ids and the logger of the call. */
export interface Invocation {
  readonly payload: unknown;
  /** A handler that finds the sender's trace in the payload puts it here, with its logger: the last line carries it. */
  trace: TraceContext;
  log: Logger;
  /** Set when the caller was refused as agreed: an error for the caller, none of the function's. */
  refusal?: LogFields;
}

/** A Lambda function that is invoked by a queue, a stream, the bus, a schedule or the saga. */
export type InvocationHandler<Result> = VerifiableHandler<Result>;

/**
 * One line per invocation, which is the function's metrics too, and the cause when it fails; the error goes on to
 * Lambda, which counts it and retries.
 */
function logInvocation<Result>(): MiddlewareObj<Invocation, Result> {
  const startedAt = new WeakMap<Invocation, number>();

  function close(
    event: Invocation,
    context: Context,
    level: 'info' | 'error',
    message: string,
    outcome: LogFields,
  ): void {
    const durationMs = Math.round((performance.now() - (startedAt.get(event) ?? performance.now())) * 10) / 10;
    const measures = { durationMs, failed: level === 'error', coldStart: isColdStart(context) };
    event.log.measure(level, message, { durationMs, ...outcome }, functionMetrics(context.functionName, measures));
  }

  return {
    before: ({ event }) => {
      startedAt.set(event, performance.now());
    },
    after: ({ event, context }) => close(event, context, 'info', 'invocation', {}),
    onError: ({ event, context, error }: Request<Invocation, Result>) => {
      if (event.refusal === undefined) close(event, context, 'error', 'invocation failed', { error });
      else close(event, context, 'info', 'invocation', event.refusal);
    },
  };
}

/** The stack below every handler that is not HTTP. `prepare` makes what it needs, for a deployment that tries it. */
export function invocationHandler<Result>(
  run: (invocation: Invocation) => Promise<Result>,
  prepare: () => Promise<unknown>,
): InvocationHandler<Result> {
  const stack = middy<Invocation, Result>(run, { timeoutEarlyInMillis: 0 }).use(logInvocation<Result>());
  return verifiable(async (payload: unknown, context: Context) => {
    const segment = invocationSegment();
    const trace = continueTrace({}, context.awsRequestId, segment);
    return stack({ payload, trace, log: invocationLogger(context, trace, segment) }, context);
  }, prepare);
}
