import { DomainError, type Caller } from '@tradewind/kernel';
import * as z from 'zod/mini';
import type { TokenClaims } from './token-verifier.ts';

/**
 * Claims as the HTTP API's JWT authorizer passes them: every value is text. Claims of other types were not put there
 * by the gateway (serverless-offline alone decodes tokens without verifying them) and are not believed.
 */
const GatewayClaims = z.object({
  username: z.string().check(z.minLength(1)),
  token_use: z.literal('access'),
  exp: z.optional(z.string()),
  'cognito:groups': z.optional(z.string()),
});

const ADMIN_GROUP = 'admin';

/** `[admin shopper]`, as API Gateway writes a list, into its members. */
function groupsIn(text: string): string[] {
  return text
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((group) => group !== '');
}

/** 401 for a request without credentials. */
export function unauthenticated(): DomainError {
  return new DomainError(
    'unauthenticated',
    'auth.unauthenticated',
    'Send an access token: Authorization: Bearer <token>.',
  );
}

/** 401 for a token that is malformed, expired, forged, of another audience or not an access token. */
export function invalidToken(cause?: unknown): DomainError {
  return new DomainError('unauthenticated', 'auth.invalid-token', 'The access token is invalid or has expired.', {
    cause,
  });
}

function hasClaims(claims: unknown): boolean {
  return typeof claims === 'object' ? claims !== null && Object.keys(claims).length > 0 : claims !== undefined;
}

/** The bearer that the gateway verified. Throws 401 if there is none, or if the token was not an access token. */
export function readGatewayClaims(claims: unknown): TokenClaims {
  if (!hasClaims(claims)) throw unauthenticated();
  const { success, data } = z.safeParse(GatewayClaims, claims);
  if (!success) throw invalidToken();
  return { userId: data.username, groups: groupsIn(data['cognito:groups'] ?? '') };
}

export function callerOf({ userId, groups }: TokenClaims): Caller {
  return { role: groups.includes(ADMIN_GROUP) ? 'admin' : 'shopper', userId };
}
