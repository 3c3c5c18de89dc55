import { createHash, randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { epochSeconds, type Clock } from '@tradewind/kernel';
import { AwsError } from '../aws/api.ts';
import type { Store } from '../store.ts';
import { USER_POOL_CLIENT_ID, USER_POOL_ID, type PoolSettings } from './pool.ts';
import type { SigningKeys } from './signing-keys.ts';
import type { StoredUser } from './user-table.ts';

const REFRESH_TOKEN_BYTES = 96;

const Row = z.object({
  username: z.string(),
  origin_jti: z.string(),
  auth_time: z.number(),
  expires_at: z.number(),
  revoked_at: z.nullable(z.number()),
});
const AccessClaims = z.object({ token_use: z.literal('access'), username: z.string(), exp: z.number() });
type StoredSession = z.output<typeof Row>;

export interface SessionsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: SigningKeys;
  readonly settings: () => PoolSettings;
  /** `http://127.0.0.1:4566/us-east-1_Local0001` */
  readonly issuer: () => string;
}

/** Sign-ins: a refresh token each, kept hashed, and the access and id tokens made from it. Times are epoch seconds. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #insert;
  readonly #byHash;
  readonly #revoke;
  readonly #revokeAll;

  constructor(options: SessionsOptions) {
    const { store } = options;
    store.define(`CREATE TABLE IF NOT EXISTS cognito_sessions (
      hash TEXT PRIMARY KEY, username TEXT NOT NULL, origin_jti TEXT NOT NULL, auth_time INTEGER NOT NULL,
      expires_at INTEGER NOT NULL, revoked_at INTEGER) WITHOUT ROWID`);
    this.#options = options;
    this.#insert = store.command(
      'INSERT INTO cognito_sessions VALUES (:hash, :username, :originJti, :authTime, :expiresAt, NULL)',
    );
    this.#byHash = store.query('SELECT * FROM cognito_sessions WHERE hash = :hash', Row);
    this.#revoke = store.command(
      'UPDATE cognito_sessions SET revoked_at = :now WHERE hash = :hash AND revoked_at IS NULL',
    );
    this.#revokeAll = store.command('DELETE FROM cognito_sessions WHERE username = :username');
  }

  /** Signs a user in: the answer's AuthenticationResult, with a new refresh token. */
  async open(user: StoredUser, groups: readonly string[]): Promise<object> {
    const authTime = epochSeconds(this.#options.clock);
    const originJti = randomUUID();
    const refreshToken = randomBytes(REFRESH_TOKEN_BYTES).toString('base64url');
    this.#insert.run({
      hash: hashOf(refreshToken),
      username: user.username,
      originJti,
      authTime,
      expiresAt: authTime + this.#options.settings().refreshToken,
    });
    const tokens = await this.#tokens(user, groups, { originJti, authTime });
    return { ...tokens, RefreshToken: refreshToken };
  }

  /** The user whose session this refresh token keeps. Throws NotAuthorizedException. */
  usernameOf(refreshToken: string): string {
    return this.#valid(refreshToken).username;
  }

  /** The user of a valid access token of this pool. Throws NotAuthorizedException. */
  async usernameOfAccessToken(accessToken: string): Promise<string> {
    const claims = AccessClaims.safeParse(await this.#options.keys.claimsOf(accessToken));
    if (!claims.success) throw notAuthorized('Invalid Access Token');
    if (claims.data.exp <= epochSeconds(this.#options.clock)) throw notAuthorized('Access Token has expired');
    return claims.data.username;
  }

  /** New access and id tokens of the same session. Throws NotAuthorizedException. */
  refresh(refreshToken: string, user: StoredUser, groups: readonly string[]): Promise<object> {
    const session = this.#valid(refreshToken);
    return this.#tokens(user, groups, { originJti: session.origin_jti, authTime: session.auth_time });
  }

  /** Nothing happens to a token that is unknown or was revoked before. */
  revoke(refreshToken: string): void {
    this.#revoke.run({ hash: hashOf(refreshToken), now: epochSeconds(this.#options.clock) });
  }

  forget(username: string): void {
    this.#revokeAll.run({ username });
  }

  #valid(refreshToken: string): StoredSession {
    const session = this.#byHash.get({ hash: hashOf(refreshToken) });
    if (session === undefined) throw notAuthorized('Invalid Refresh Token');
    if (session.revoked_at !== null) throw notAuthorized('Refresh Token has been revoked');
    if (session.expires_at <= epochSeconds(this.#options.clock)) throw notAuthorized('Refresh Token has expired');
    return session;
  }

  async #tokens(user: StoredUser, groups: readonly string[], session: { originJti: string; authTime: number }) {
    const { clock, keys, settings, issuer } = this.#options;
    const { accessToken, idToken } = settings();
    const now = epochSeconds(clock);
    const shared = {
      sub: user.sub,
      ...(groups.length > 0 && { 'cognito:groups': groups }),
      iss: issuer(),
      origin_jti: session.originJti,
      event_id: randomUUID(),
      auth_time: session.authTime,
      iat: now,
    };
    const [access, id] = await Promise.all([
      keys.signJwt({
        ...shared,
        client_id: USER_POOL_CLIENT_ID,
        token_use: 'access',
        scope: 'aws.cognito.signin.user.admin',
        exp: now + accessToken,
        jti: randomUUID(),
        username: user.username,
      }),
      keys.signJwt({
        ...shared,
        aud: USER_POOL_CLIENT_ID,
        token_use: 'id',
        'cognito:username': user.username,
        ...user.attributes,
        email_verified: user.attributes['email_verified'] === 'true',
        exp: now + idToken,
        jti: randomUUID(),
      }),
    ]);
    return { AccessToken: access, IdToken: id, ExpiresIn: accessToken, TokenType: 'Bearer' };
  }
}

/** `<base>/us-east-1_Local0001`, the `iss` of the pool's tokens. */
export function issuerOf(base: string): string {
  return `${base}/${USER_POOL_ID}`;
}

export function notAuthorized(message: string): AwsError {
  return new AwsError('NotAuthorizedException', message);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
