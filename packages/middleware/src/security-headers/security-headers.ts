import type { MiddlewareObj, Request } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';

/**
 * For answers that are data: nothing may be loaded, framed or sniffed, and HTTP is not tried for two years. What
 * Middy's http-security-headers makes of that policy (a test holds it to that), without 5 KB of other policies in each
 * bundle.
 */
const POLICY = {
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox; upgrade-insecure-requests",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** What may be kept: a versioned answer by its reader alone and only after asking again, anything else by nobody. */
function cacheControl(headers: Readonly<Record<string, string>>): string {
  return 'etag' in headers ? 'private, no-cache' : 'no-store';
}

/**
 * Security headers on every answer. A header that the handler set itself stands: a page needs another content security
 * policy, a public asset another cache control.
 */
export function securityHeaders<R extends RouteDefinition>(): MiddlewareObj<HttpEvent<R>, HttpResult> {
  function answer({ response }: Request<HttpEvent<R>, HttpResult>): void {
    if (response === undefined || response === null) return;
    response.headers = { ...POLICY, 'cache-control': cacheControl(response.headers), ...response.headers };
  }

  return { after: answer, onError: answer };
}
