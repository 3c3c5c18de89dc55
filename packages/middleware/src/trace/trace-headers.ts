import type { MiddlewareObj, Request } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { traceFields } from '../logging/invocation.ts';
import { continueTrace, traceparentOfXRay } from './trace.ts';

/** Takes `X-Request-Id`, `X-Correlation-Id` and `traceparent` (or else AWS's own trace header) in, and answers the ones in force on every response. */
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
      const incoming = {
        requestId: headers['x-request-id'],
        correlationId: headers['x-correlation-id'],
        traceparent: headers['traceparent'] ?? traceparentOfXRay(headers['x-amzn-trace-id']),
      };
      state.trace = continueTrace(incoming, context.awsRequestId);
      state.log = state.log.child(traceFields(state.trace));
    },
    after: answer,
    onError: answer,
  };
}
