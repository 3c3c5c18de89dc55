import type { MiddlewareObj } from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';

function areLowerCase(headers: object): boolean {
  for (const name in headers) if (name !== name.toLowerCase()) return false;
  return true;
}

/**
 * Header names in lower case. An HTTP API sends them so, and its headers are left as they are; Middy's normalizer, which
 * copies them, is for REST APIs and for events that somebody wrote by hand.
 */
export function lowerCaseHeaders<R extends RouteDefinition>(): MiddlewareObj<HttpEvent<R>, HttpResult> {
  const normalizer = httpHeaderNormalizer();
  return {
    before: (request) => {
      if (!areLowerCase(request.event.headers)) normalizer.before?.(request);
    },
  };
}
