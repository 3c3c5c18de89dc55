import type { MiddlewareObj } from '@middy/core';
import type { RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError } from '@tradewind/kernel';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';

/** What the CDN sends with every request, and nobody else knows. */
export const ORIGIN_HEADER = 'x-origin-verify';

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function without(header: string, headers: HttpEvent['headers']): HttpEvent['headers'] {
  const { [header]: _, ...others } = headers;
  return others;
}

/**
 * Whom the CDN speaks for. It appends its viewer to X-Forwarded-For, and the gateway appends the CDN; what stands
 * before them is what the viewer claims.
 */
function viewerOf(forwardedFor: string, gatewayPeer: string): string {
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  return hops.findLast((hop) => hop !== '' && hop !== gatewayPeer) ?? gatewayPeer;
}

/**
 * Refuses what did not come through the CDN. `hashes` are the SHA-256 hashes, in hex, of the secrets that the CDN may
 * send: of the current one and, while it is being changed, of the one before; none where there is no CDN. A hash of 256
 * random bits gives nothing away, so it may stand in the environment, and no function needs a role, a client and a call
 * to read the secret itself.
 *
 * Callers that the gateway knows by an API key or a signature come past the CDN and are let through. Behind the CDN all
 * strangers have its address; from here on they have their own.
 */
export function verifyOrigin<R extends RouteDefinition>(
  hashes: () => readonly string[],
): MiddlewareObj<HttpEvent<R>, HttpResult> {
  return {
    before: ({ event }) => {
      const shown = event.headers[ORIGIN_HEADER] ?? '';
      if (ORIGIN_HEADER in event.headers) event.headers = without(ORIGIN_HEADER, event.headers);
      const accepted = hashes();
      if (accepted.length === 0 || event.principal !== '') return;
      const hash = sha256(shown);
      const known = accepted.map((each) => Buffer.from(each, 'hex')).filter(({ length }) => length === hash.length);
      if (known.some((each) => timingSafeEqual(each, hash))) {
        const { http } = event.requestContext;
        http.sourceIp = viewerOf(event.headers['x-forwarded-for'] ?? '', http.sourceIp);
        return;
      }
      throw new DomainError('forbidden', 'request.unknown-origin', 'Call the API by its public name.');
    },
  };
}
