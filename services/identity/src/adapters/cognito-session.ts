import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import * as z from 'zod/mini';
import type { Session } from '../domain/ports.ts';

const Result = z.object({
  AccessToken: z.string(),
  RefreshToken: z.string(),
  ExpiresIn: z.optional(z.int()),
});
const Lifetime = z.object({ iat: z.int(), exp: z.int() });

/** Seconds between issue and expiry of a JWT that we have just been given, so without verifying it. */
function lifetimeOf(token: string): number {
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  const { iat, exp } = Lifetime.parse(payload);
  return exp - iat;
}

/** Tokens as Cognito answers them; `ExpiresIn` is optional there and is then read from the token itself. */
export function sessionFrom(result: AuthenticationResultType | undefined): Session {
  const { AccessToken, RefreshToken, ExpiresIn } = Result.parse(result);
  return { accessToken: AccessToken, refreshToken: RefreshToken, expiresIn: ExpiresIn ?? lifetimeOf(AccessToken) };
}
