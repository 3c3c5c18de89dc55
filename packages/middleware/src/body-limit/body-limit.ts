import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError } from '@tradewind/kernel';
import { isUtf8 } from 'node:buffer';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';

/** Unless the route says otherwise. */
export const DEFAULT_MAX_BODY_BYTES = 16 * 1024;

function malformed(message: string): DomainError {
  return new DomainError('invalid', 'request.malformed-json', message);
}

/**
 * Refuses a body over the route's limit before anything reads it, and decodes the base64 in which gateways deliver
 * bodies whose content type they take for binary. The body is text afterwards, or absent.
 */
export function limitBody<R extends RouteDefinition>(route: R): MiddlewareObj<HttpEvent<R>, HttpResult> {
  const limit = route.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
  return {
    before: ({ event }) => {
      if (event.body === undefined) return;
      const size = Buffer.byteLength(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
      if (size > limit) {
        throw new DomainError('too-large', 'request.too-large', `The body may have at most ${limit} bytes.`);
      }
      if (!event.isBase64Encoded) return;
      const bytes = Buffer.from(event.body, 'base64');
      if (!isUtf8(bytes)) throw malformed('The body is not UTF-8.');
      event.body = bytes.toString('utf8');
      event.isBase64Encoded = false;
    },
  };
}
