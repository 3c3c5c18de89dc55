import type { UserDirectory } from '../domain/ports.ts';

export interface DeleteSessionDeps {
  readonly directory: Pick<UserDirectory, 'revoke'>;
}

/** Revokes a refresh token; whoever holds it may. A token that no longer works is no error. */
export function deleteSession({ directory }: DeleteSessionDeps) {
  return async ({ refreshToken }: { readonly refreshToken: string }): Promise<void> => directory.revoke(refreshToken);
}
