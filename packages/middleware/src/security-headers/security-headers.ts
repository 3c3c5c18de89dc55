import type { MiddlewareObj, Request } from '@middy/core';
import httpSecurityHeaders from '@middy/http-security-headers';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';

const TWO_YEARS_S = 63_072_000;

// For answers that are data: nothing may be loaded, framed or sniffed. An empty directive leaves Middy's default out;
// headers that only concern pages are off, since every header is paid for on every response.
const API_POLICY = {
  contentSecurityPolicy: {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'report-to': '',
    'require-trusted-types-for': '',
  },
  strictTransportSecurity: { maxAge: TWO_YEARS_S, includeSubDomains: true, preload: false },
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: false,
  dnsPrefetchControl: false,
  downloadOptions: false,
  originAgentCluster: false,
  permissionsPolicy: false,
  permittedCrossDomainPolicies: false,
  reportingEndpoints: false,
  reportTo: false,
  xssProtection: false,
};

/** What may be kept: a versioned answer by its reader alone and only after asking again, anything else by nobody. */
function cacheControl(headers: Readonly<Record<string, string>>): string {
  return 'etag' in headers ? 'private, no-cache' : 'no-store';
}

/**
 * Middy's security headers under an API's policy, on every answer. A header that the handler set itself stands:
 * a page needs another content security policy, a public asset another cache control.
 */
export function securityHeaders<R extends RouteDefinition>(): MiddlewareObj<HttpEvent<R>, HttpResult> {
  const middleware = httpSecurityHeaders(API_POLICY);
  let policy: Readonly<Record<string, string>> | undefined;

  /** The headers are the same for every answer, so Middy's middleware makes them once. */
  function policyHeaders(request: Request<HttpEvent<R>, HttpResult>): Readonly<Record<string, string>> {
    const blank: HttpResult = { statusCode: 200, headers: {}, body: '' };
    middleware.after?.({ ...request, response: blank });
    return Object.fromEntries(Object.entries(blank.headers).map(([name, value]) => [name.toLowerCase(), value]));
  }

  function answer(request: Request<HttpEvent<R>, HttpResult>): void {
    const { response } = request;
    if (response === undefined || response === null) return;
    policy ??= policyHeaders(request);
    response.headers = { ...policy, 'cache-control': cacheControl(response.headers), ...response.headers };
  }

  return { after: answer, onError: answer };
}
