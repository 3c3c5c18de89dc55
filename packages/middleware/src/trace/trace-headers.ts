import type { MiddlewareObj, Request } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { tracedLogger } from '../logging/invocation.ts';
import { continueTrace, traceparentOfXRay } from './trace.ts';

/**
 * Takes `X-Request-Id`, `X-Correlation-Id` and `traceparent` (or else AWS's own trace header) in, and answers those in
 * force on every response.
 */
export function traceHeaders<R extends RouteDefinition>(): MiddlewareObj<HttpEvent<R>, HttpResult> {
  function answer({ event, response }: Request<HttpEvent<R>, HttpResult>): void {
    if (response === undefined || response === null) return;
    const { requestId, correlationId, traceparent } = event.state.trace;
    response.headers['x-request-id'] = requestId;
    response.headers['x-correlation-id'] = correlationId;
    if (traceparent !== undefined) response.headers['traceparent'] = traceparent;
  }

  return {
    before: ({ event, context }) => {
      const { headers, state } = event;
      const { segment } = state;
      const sent = {
        requestId: headers['x-request-id'],
        correlationId: headers['x-correlation-id'],
        traceparent: headers['traceparent'],
      };
      const incoming =
        sent.traceparent === undefined && segment === undefined
          ? { ...sent, traceparent: traceparentOfXRay(headers['x-amzn-trace-id']) }
          : sent;
      state.trace = continueTrace(incoming, context.awsRequestId, segment);
      state.log = tracedLogger(state.log, state.trace, sent);
    },
    after: answer,
    onError: answer,
  };
}
