import type { IncomingHttpHeaders } from 'node:http';
import type { CorsModel } from '../templates/model.ts';
import type { GatewayResponse } from './gateway-response.ts';

/** The CORS configuration of an HTTP API: it answers preflights itself and overrides what functions say. */
export interface Cors {
  /** The answer to a preflight, or undefined when the request is none. */
  preflight(method: string, headers: IncomingHttpHeaders): GatewayResponse | undefined;
  apply(response: GatewayResponse, headers: IncomingHttpHeaders): GatewayResponse;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
export function configuredCors(model: CorsModel | undefined): Cors {
  if (model === undefined) return { preflight: () => undefined, apply: (response) => response };

  function originHeaders(origin: string | undefined): Record<string, string> {
    const allowed = origin === undefined ? undefined : allowedOrigin(model?.allowOrigins ?? [], origin);
    if (allowed === undefined) return {};
    return {
      'access-control-allow-origin': allowed,
      ...(allowed !== '*' && { vary: 'Origin' }),
      ...(model?.allowCredentials === true && { 'access-control-allow-credentials': 'true' }),
    };
  }

  return {
    preflight(method, headers) {
      const isPreflight =
        method === 'OPTIONS' && headers.origin !== undefined && 'access-control-request-method' in headers;
      if (!isPreflight) return undefined;
      const origin = originHeaders(headers.origin);
      const granted = Object.keys(origin).length > 0 && {
        'access-control-allow-methods': model.allowMethods.join(','),
        'access-control-allow-headers': model.allowHeaders.join(','),
        ...(model.maxAgeSeconds !== undefined && { 'access-control-max-age': String(model.maxAgeSeconds) }),
      };
      return { status: 204, headers: { ...origin, ...granted }, body: Buffer.alloc(0) };
    },
    apply(response, headers) {
      const own = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'));
      const origin = originHeaders(headers.origin);
      const exposed = Object.keys(origin).length > 0 &&
        model.exposeHeaders.length > 0 && { 'access-control-expose-headers': model.exposeHeaders.join(',') };
      return { ...response, headers: { ...Object.fromEntries(own), ...origin, ...exposed } };
    },
  };
}

function allowedOrigin(patterns: readonly string[], origin: string): string | undefined {
  for (const pattern of patterns) {
    if (pattern === '*') return '*';
    if (pattern === origin) return origin;
    const scheme = /^(https?:\/\/)\*$/.exec(pattern)?.[1];
    if (scheme !== undefined && origin.startsWith(scheme)) return origin;
  }
  return undefined;
}
