import { createSession, deleteSession } from './generated/identity.ts';
import type { CallOptions, Client, DataOf } from './operation.ts';

/**
 * Signs in and keeps the tokens in the client's store. Answers what the API answered: tokens, or a `challenge` that
 * has to be met before there are any.
 */
export async function signIn(
  client: Client,
  { email, password }: { readonly email: string; readonly password: string },
  options?: CallOptions,
): Promise<DataOf<typeof createSession>> {
  const { data } = await createSession(client, { body: { email, password } }, options);
  if ('accessToken' in data) {
    await client.tokenStore.save({ accessToken: data.accessToken, refreshToken: data.refreshToken });
  }
  return data;
}

/** Revokes the refresh token and forgets both tokens, which are forgotten even when the revocation fails. */
export async function signOut(client: Client, options?: CallOptions): Promise<void> {
  const tokens = await client.tokenStore.load();
  if (tokens === undefined) return;
  try {
    await deleteSession(client, { body: { refreshToken: tokens.refreshToken } }, options);
  } finally {
    await client.tokenStore.save(undefined);
  }
}
