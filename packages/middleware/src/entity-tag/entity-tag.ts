import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError } from '@tradewind/kernel';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { matchesNone, parseIfMatch } from './if-match.ts';

const NOT_MODIFIED = 304;

function required(): DomainError {
  return new DomainError(
    'precondition-required',
    'request.if-match-required',
    'Send If-Match with the ETag of the version that you are changing.',
  );
}

/**
 * Optimistic concurrency over HTTP: reads `If-Match` for the use case, which compares versions where it writes, and
 * answers 304 to a GET whose `If-None-Match` has the current tag.
 */
export function entityTag<R extends RouteDefinition>(route: R): MiddlewareObj<HttpEvent<R>, HttpResult> {
  return {
    before: ({ event }) => {
      if (route.ifMatch === undefined) return;
      const header = event.headers['if-match'];
      if (header === undefined) {
        if (route.ifMatch === 'required') throw required();
        return;
      }
      const version = parseIfMatch(header);
      if (version !== undefined) event.state.ifMatch = version;
    },
    after: ({ event, response }) => {
      const header = event.headers['if-none-match'];
      const etag = response?.headers['etag'];
      if (route.method !== 'GET' || header === undefined || etag === undefined || !response) return;
      if (response.statusCode !== 200 || !matchesNone(header, etag)) return;
      response.statusCode = NOT_MODIFIED;
      response.body = '';
      delete response.headers['content-type'];
    },
  };
}
