import type { MiddlewareObj, Request } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';

/**
 * One line per request: route, status, duration, the caller's id once known, and of a refusal its code and fields.
 * Server errors get a second line from the problem responder, which sees their cause.
 */
export function logRequest<R extends RouteDefinition>(route: R): MiddlewareObj<HttpEvent<R>, HttpResult> {
  const startedAt = new WeakMap<HttpEvent<R>, number>();
  const name = `${route.method} ${route.path}`;

  function finish({ event, response }: Request<HttpEvent<R>, HttpResult>): void {
    const durationMs = Math.round((performance.now() - (startedAt.get(event) ?? performance.now())) * 10) / 10;
    const { userId, role } = event.state.caller;
    event.state.log.info('request', {
      service: route.service,
      route: name,
      status: response?.statusCode ?? 500,
      durationMs,
      role,
      ...(userId === undefined ? {} : { userId }),
      ...event.state.refusal,
    });
  }

  return {
    before: ({ event }) => {
      startedAt.set(event, performance.now());
    },
    after: finish,
    onError: finish,
  };
}
