import { invalidRefreshToken } from '../domain/errors.ts';
import type { Session, UserDirectory } from '../domain/ports.ts';

export interface RefreshSessionDeps {
  readonly directory: Pick<UserDirectory, 'refresh'>;
}

/** A new access token for a refresh token. Throws `identity.invalid-refresh-token`. */
export function refreshSession({ directory }: RefreshSessionDeps) {
  return async ({ refreshToken }: { readonly refreshToken: string }): Promise<Session> => {
    const session = await directory.refresh(refreshToken);
    if (session === undefined) throw invalidRefreshToken();
    return session;
  };
}
