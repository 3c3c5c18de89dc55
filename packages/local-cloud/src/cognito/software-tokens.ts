import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@tradewind/kernel';
import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import type { Store } from '../store.ts';
import { notAuthorized } from './sessions.ts';
import { newSecret, stepOf } from './totp.ts';

const CHALLENGE_LIFE_MS = 3 * 60 * 1000;
const SESSION_BYTES = 48;

const Token = z.object({
  username: z.string(),
  pending: z.nullable(z.string()),
  secret: z.nullable(z.string()),
  enabled: z.number(),
  last_step: z.number(),
});
type Token = z.output<typeof Token>;

/** Shared secrets of authenticator apps, and the challenges that wait for a code. */
export class SoftwareTokens {
  readonly #clock: Clock;
  readonly #find;
  readonly #save;
  readonly #delete;
  readonly #insertChallenge;
  readonly #challenge;
  readonly #deleteChallenges;

  constructor(store: Store, clock: Clock) {
    this.#clock = clock;
    store.define(`CREATE TABLE IF NOT EXISTS cognito_software_tokens (username TEXT PRIMARY KEY, pending TEXT,
        secret TEXT, enabled INTEGER NOT NULL, last_step INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS cognito_challenges (hash TEXT PRIMARY KEY, username TEXT NOT NULL,
        expires_at INTEGER NOT NULL) WITHOUT ROWID;`);
    this.#find = store.query('SELECT * FROM cognito_software_tokens WHERE username = :username', Token);
    this.#save = store.command(
      'INSERT OR REPLACE INTO cognito_software_tokens VALUES (:username, :pending, :secret, :enabled, :last_step)',
    );
    this.#delete = store.command('DELETE FROM cognito_software_tokens WHERE username = :username');
    this.#insertChallenge = store.command('INSERT INTO cognito_challenges VALUES (:hash, :username, :expiresAt)');
    this.#challenge = store.query(
      'SELECT * FROM cognito_challenges WHERE hash = :hash',
      z.object({ username: z.string(), expires_at: z.number() }),
    );
    this.#deleteChallenges = store.command('DELETE FROM cognito_challenges WHERE username = :username');
  }

  isEnabled(username: string): boolean {
    return this.#find.get({ username })?.enabled === 1;
  }

  /** A new secret, which counts once a code of it was given. */
  associate(username: string): string {
    const pending = newSecret();
    this.#save.run({ ...this.#of(username), pending });
    return pending;
  }

  /** Throws SoftwareTokenMFANotFoundException, EnableSoftwareTokenMFAException. */
  verify(username: string, code: string): void {
    const token = this.#of(username);
    if (token.pending === null) throw new AwsError('SoftwareTokenMFANotFoundException', 'No token was associated.');
    const step = stepOf(token.pending, code, this.#now());
    if (step === undefined) throw new AwsError('EnableSoftwareTokenMFAException', 'Code mismatch');
    this.#save.run({ ...token, secret: token.pending, pending: null, last_step: step });
  }

  /** Throws InvalidParameterException for a user without a verified token. */
  prefer(username: string, enabled: boolean): void {
    const token = this.#of(username);
    if (enabled && token.secret === null) {
      throw new AwsError('InvalidParameterException', 'User has not verified software token mfa');
    }
    if (enabled) this.#save.run({ ...token, enabled: 1 });
    else this.forget(username);
  }

  /** The session of a new challenge. */
  challenge(username: string): string {
    const session = randomBytes(SESSION_BYTES).toString('base64url');
    this.#insertChallenge.run({ hash: hashOf(session), username, expiresAt: this.#now() + CHALLENGE_LIFE_MS });
    return session;
  }

  /** Throws NotAuthorizedException, CodeMismatchException or, for a code that was used, ExpiredCodeException. */
  answer(session: string, username: string, code: string): void {
    const challenge = this.#challenge.get({ hash: hashOf(session) });
    if (challenge?.username !== username || challenge.expires_at <= this.#now()) {
      throw notAuthorized('Invalid session for the user, session is expired.');
    }
    const token = this.#of(username);
    const step = token.secret === null ? undefined : stepOf(token.secret, code, this.#now());
    if (step === undefined) throw new AwsError('CodeMismatchException', 'Invalid code received for user');
    if (step <= token.last_step) {
      throw new AwsError('ExpiredCodeException', 'Your software token has already been used once.');
    }
    this.#save.run({ ...token, last_step: step });
    this.#deleteChallenges.run({ username });
  }

  forget(username: string): void {
    this.#delete.run({ username });
    this.#deleteChallenges.run({ username });
  }

  #of(username: string): Token {
    return this.#find.get({ username }) ?? { username, pending: null, secret: null, enabled: 0, last_step: -1 };
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}

function hashOf(session: string): string {
  return createHash('sha256').update(session).digest('base64url');
}
