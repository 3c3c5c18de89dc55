import type { MiddlewareObj } from '@middy/core';
import type { Access, RouteDefinition } from '@tradewind/contracts/http/route';
import { DomainError, type Caller } from '@tradewind/kernel';
import type { HttpEvent } from '../http/http-event.ts';
import type { HttpResult } from '../http/http-result.ts';
import { callerOf, invalidToken, readGatewayClaims } from './claims.ts';
import type { TokenVerifier } from './token-verifier.ts';

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i;
/** What the carts service gives out: base64url of at least 96 random bits. */
const CART_TOKEN = /^[A-Za-z0-9_-]{16,128}$/;

function readCartToken(value: string | undefined): string | undefined {
  if (value === undefined || CART_TOKEN.test(value)) return value;
  throw new DomainError('invalid', 'request.invalid', 'A header is invalid.', {
    errors: [{ path: 'headers.x-cart-token', code: 'invalid_format', message: 'Must be the cartToken of a cart.' }],
  });
}

async function guestOrBearer(
  headers: Readonly<Record<string, string | undefined>>,
  tokens: (() => Promise<TokenVerifier>) | undefined,
): Promise<Caller> {
  const { authorization } = headers;
  const cartToken = readCartToken(headers['x-cart-token']);
  const sent = cartToken === undefined ? {} : { cartToken };
  if (authorization === undefined) return { role: 'guest', ...sent };
  const [, token] = BEARER.exec(authorization) ?? [];
  if (token === undefined || tokens === undefined) throw invalidToken();
  return { ...callerOf(await (await tokens()).verify(token)), ...sent };
}

function requireAdmin(caller: Caller): Caller {
  if (caller.role === 'admin') return caller;
  throw new DomainError('forbidden', 'auth.forbidden', 'This operation is for administrators.');
}

/** Whom the gateway has found out by an API key, a service token or a signature. */
function serviceOf(principal: string | undefined): Caller {
  if (principal !== undefined && principal !== '') return { role: 'service', principal };
  throw new DomainError('forbidden', 'auth.forbidden', 'This operation is for known services.');
}

/**
 * Establishes who calls. For shoppers and admins the gateway has verified the token and its claims are read; for
 * guests, whom the gateway lets through unseen, a token that was sent is verified here.
 */
export function authenticate<R extends RouteDefinition>(
  access: Access,
  tokens: (() => Promise<TokenVerifier>) | undefined,
): MiddlewareObj<HttpEvent<R>, HttpResult> {
  function identify({ headers, claims, principal }: HttpEvent<R>): Caller | Promise<Caller> {
    switch (access) {
      case 'public':
        return { role: 'guest' };
      case 'guest':
        return guestOrBearer(headers, tokens);
      case 'shopper':
        return callerOf(readGatewayClaims(claims));
      case 'admin':
        return requireAdmin(callerOf(readGatewayClaims(claims)));
      case 'partner':
      case 'internal':
        return serviceOf(principal);
    }
  }

  return {
    // Only a token to verify is waited for.
    before: ({ event }) => {
      const caller = identify(event);
      if (!(caller instanceof Promise)) {
        event.state.caller = caller;
        return undefined;
      }
      return caller.then((verified) => {
        event.state.caller = verified;
      });
    },
  };
}
