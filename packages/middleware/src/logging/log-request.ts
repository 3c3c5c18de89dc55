import type { MiddlewareObj, Request } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { functionMetrics } from '../metrics/function-metrics.ts';
import { idsIn } from './ids.ts';
import { isColdStart } from './invocation.ts';

const SERVER_ERROR = 500;

/**
 * One line per request: route with its ids, status, duration, the caller's id once known, what was made, and of a
 * refusal its code and fields. It is the function's metrics, too. At `debug` a line before it tells what came in.
 * Server errors get a second line from the problem responder, which sees their cause.
 */
export function logRequest<R extends RouteDefinition>(route: R): MiddlewareObj<HttpEvent<R>, HttpResult> {
  const name = `${route.method} ${route.path}`;

  function finish({ event, context, response }: Request<HttpEvent<R>, HttpResult>): void {
    const status = response?.statusCode ?? SERVER_ERROR;
    const location = response?.headers['location'];
    const durationMs = Math.round((performance.now() - (event.state.startedAt ?? performance.now())) * 10) / 10;
    const { userId, role } = event.state.caller;
    const measures = { durationMs, failed: status >= SERVER_ERROR, coldStart: isColdStart(context) };
    const fields = () => ({
      ...idsIn(event.state.input?.path),
      service: route.service,
      route: name,
      status,
      durationMs,
      role,
      ...(userId === undefined ? {} : { userId }),
      ...(location === undefined ? {} : { location }),
      ...event.state.refusal,
    });
    event.state.log.measure('info', 'request', fields, functionMetrics(context.functionName, measures));
  }

  return {
    before: ({ event }) => {
      event.state.startedAt = performance.now();
      event.state.log.debug('request received', { route: name, query: event.queryStringParameters });
    },
    after: finish,
    onError: finish,
  };
}
