import type { MiddlewareObj, Request } from '@middy/core';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError } from '@tradewind/kernel';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { refuseUnstorable } from './refuse-unstorable.ts';

const UNSUPPORTED_MEDIA_TYPE = 415;
const JSON_TYPE = /^application\/json(?:;|$)/;
/** What a key that Middy refuses is written with. */
const FORBIDDEN_KEY = /__proto__|constructor|\\/;

function translated(error: unknown): unknown {
  if (!(error instanceof Error) || !('statusCode' in error)) return error;
  if (error.statusCode === UNSUPPORTED_MEDIA_TYPE) {
    const message = 'Send the body as Content-Type: application/json.';
    return new DomainError('unsupported-media-type', 'request.unsupported-media-type', message, { cause: error });
  }
  return new DomainError('invalid', 'request.malformed-json', 'The body is not well-formed JSON.', { cause: error });
}

/** Whether the route takes a body: it declares one, or its method would make a stray one a mistake. */
export function takesBody(route: RouteDefinition): boolean {
  return route.request?.body !== undefined || route.method === 'POST' || route.method === 'PATCH';
}

/**
 * Parses a plain body: Middy's parser calls back for every value in search of forbidden keys, which takes longer than
 * all of validation. Answers false for what that parser is to judge: keys that may be forbidden, malformed text,
 * base64, other media types.
 */
function parseAtOnce(event: HttpEvent): boolean {
  const { body = '', headers, isBase64Encoded } = event;
  if (isBase64Encoded || !JSON_TYPE.test(headers['content-type'] ?? '') || FORBIDDEN_KEY.test(body)) return false;
  try {
    event.body = JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

/**
 * Middy's JSON parser with its content-type check and its refusal of `__proto__` keys, run only when there is a body:
 * an absent or blank one is left to the schema, which knows whether it may be absent. Bodies of GET and DELETE,
 * which HTTP gives no meaning, are dropped unread unless the route declares one.
 */
export function parseJsonBody<R extends RouteDefinition>(route: R): MiddlewareObj<HttpEvent<R>, HttpResult> {
  const parser = httpJsonBodyParser<HttpEvent<R>>();
  return {
    before: (request: Request<HttpEvent<R>, HttpResult>) => {
      const { event } = request;
      if (!takesBody(route) || event.body === undefined || event.body.trim() === '') {
        delete event.body;
        return;
      }
      try {
        if (!parseAtOnce(event)) parser.before?.(request);
      } catch (error) {
        throw translated(error);
      }
      refuseUnstorable(event.body);
    },
  };
}
