import { DomainError } from '@tradewind/kernel';
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier';
import * as z from 'zod/mini';
import { invalidToken } from './claims.ts';
import { jwksCache } from './jwks-cache.ts';
import type { TokenVerifier } from './token-verifier.ts';

const AccessTokenClaims = z.object({
  username: z.string().check(z.minLength(1)),
  token_use: z.literal('access'),
  client_id: z.string(),
  exp: z.number(),
  'cognito:groups': z._default(z.array(z.string()), []),
});

export interface CognitoTokenOptions {
  /** The user pool's issuer URL; its keys are at `<issuer>/.well-known/jwks.json`. */
  readonly issuer: string;
  readonly clientId: string;
}

/**
 * Verifies Cognito access tokens: RS256 signature by the issuer's published keys, issuer, expiry, `token_use` and
 * `client_id` (access tokens carry no `aud`).
 */
export function cognitoTokenVerifier({ issuer, clientId }: CognitoTokenOptions): TokenVerifier {
  const verifier = JwtVerifier.create(
    {
      issuer,
      audience: null,
      customJwtCheck: ({ header }) => {
        if (header.alg !== 'RS256') throw invalidToken();
      },
    },
    { jwksCache: jwksCache() },
  );
  return {
    async verify(token) {
      try {
        const claims = AccessTokenClaims.parse(await verifier.verify(token));
        if (claims.client_id !== clientId) throw new Error('The token was issued to another client.');
        return { userId: claims.username, groups: claims['cognito:groups'] };
      } catch (error) {
        throw error instanceof DomainError ? error : invalidToken(error);
      }
    },
  };
}
