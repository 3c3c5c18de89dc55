import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { jsonColumn, type Store } from '../store.ts';

/** The one pool and its one app client; both exist from the start. */
export const USER_POOL_ID = 'us-east-1_Local0001';
export const USER_POOL_CLIENT_ID = 'tradewindlocalclient';
export const SEEDED_GROUPS: readonly string[] = ['admin', 'shopper'];

export const PasswordPolicy = z.object({
  MinimumLength: z._default(z.int().check(z.minimum(6), z.maximum(99)), 8),
  RequireLowercase: z._default(z.boolean(), false),
  RequireUppercase: z._default(z.boolean(), false),
  RequireNumbers: z._default(z.boolean(), false),
  RequireSymbols: z._default(z.boolean(), false),
});
export type PasswordPolicy = z.output<typeof PasswordPolicy>;

const PoolSettings = z.object({
  passwordPolicy: PasswordPolicy,
  /** Lives of tokens in seconds. */
  accessToken: z.int(),
  idToken: z.int(),
  refreshToken: z.int(),
  /** ARN of the function that is asked before somebody is taken in. */
  preSignUp: z._default(z.nullable(z.string()), null),
  /** Where the sign-in pages may send people back to. */
  callbackUrls: z._default(z.array(z.string()), []),
});
export type PoolSettings = z.output<typeof PoolSettings>;

const QUARTER_HOUR = 15 * 60;
const MONTH = 30 * 24 * 3600;

const DEFAULTS: PoolSettings = {
  passwordPolicy: z.parse(PasswordPolicy, {}),
  accessToken: QUARTER_HOUR,
  idToken: QUARTER_HOUR,
  refreshToken: MONTH,
  preSignUp: null,
  callbackUrls: [],
};

/** What may be set on the pool and its client, kept in the store. */
export class PoolSettingsTable {
  readonly #get;
  readonly #put;

  constructor(store: Store) {
    store.define('CREATE TABLE IF NOT EXISTS cognito_settings (id INTEGER PRIMARY KEY, settings TEXT NOT NULL)');
    this.#get = store.query(
      'SELECT settings FROM cognito_settings WHERE id = 1',
      z.object({ settings: jsonColumn(PoolSettings) }),
    );
    this.#put = store.command('INSERT OR REPLACE INTO cognito_settings VALUES (1, :settings)');
  }

  read(): PoolSettings {
    return this.#get.get()?.settings ?? DEFAULTS;
  }

  change(changes: Partial<PoolSettings>): void {
    this.#put.run({ settings: JSON.stringify({ ...this.read(), ...changes }) });
  }
}

export function checkPool(userPoolId: string): void {
  if (userPoolId !== USER_POOL_ID) {
    throw new AwsError('ResourceNotFoundException', `User pool ${userPoolId} does not exist.`);
  }
}

export function checkClient(clientId: string): void {
  if (clientId !== USER_POOL_CLIENT_ID) {
    throw new AwsError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  }
}
