import middy, { type MiddlewareObj, type Request } from '@middy/core';
import type { TraceContext } from '@tradewind/kernel';
import type { Context } from 'aws-lambda';
import { invocationLogger } from '../logging/invocation.ts';
import type { Logger } from '../logging/logger.ts';
import { continueTrace } from '../trace/trace.ts';
import { verifiable, type VerifiableHandler } from '../verification/verifiable.ts';

/** A call of a function that is not HTTP: what came in, and the ids and the logger of the call. */
export interface Invocation {
  readonly payload: unknown;
  readonly trace: TraceContext;
  readonly log: Logger;
}

/** A Lambda function that is invoked by a queue, a stream, the bus, a schedule or the saga. */
export type InvocationHandler<Result> = VerifiableHandler<Result>;

/** One line per invocation, and the cause when it fails; the error goes on to Lambda, which counts it and retries. */
function logInvocation<Result>(): MiddlewareObj<Invocation, Result> {
  const startedAt = new WeakMap<Invocation, number>();

  function durationMs(event: Invocation): number {
    return Math.round((performance.now() - (startedAt.get(event) ?? performance.now())) * 10) / 10;
  }

  return {
    before: ({ event }) => {
      startedAt.set(event, performance.now());
    },
    after: ({ event }) => event.log.info('invocation', { durationMs: durationMs(event) }),
    onError: ({ event, error }: Request<Invocation, Result>) => {
      event.log.error('invocation failed', { durationMs: durationMs(event), error });
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
    const trace = continueTrace({}, context.awsRequestId);
    return stack({ payload, trace, log: invocationLogger(context, trace) }, context);
  }, prepare);
}
