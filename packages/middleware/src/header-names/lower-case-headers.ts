import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';

type Headers = HttpEvent['headers'];

function areLowerCase(headers: Headers): boolean {
  for (const name in headers) if (name !== name.toLowerCase()) return false;
  return true;
}

function lowerCased(headers: Headers): Headers {
  // Without a prototype, as `__proto__` may be sent as well.
  const renamed: Headers = Object.create(null);
  for (const name in headers) renamed[name.toLowerCase()] = headers[name];
  return renamed;
}

/**
 * Header names in lower case. An HTTP API sends them so, and its headers are left as they are: a copy, which Middy's
 * normalizer makes of all, takes as long as the validation of a body.
 */
export function lowerCaseHeaders<R extends RouteDefinition>(): MiddlewareObj<HttpEvent<R>, HttpResult> {
  return {
    before: ({ event }) => {
      if (!areLowerCase(event.headers)) event.headers = lowerCased(event.headers);
    },
  };
}
