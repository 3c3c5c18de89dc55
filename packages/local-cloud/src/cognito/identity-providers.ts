import * as z from 'zod/mini';
import { jsonColumn, type Store } from '../store.ts';

const Provider = z.object({
  name: z.string(),
  type: z.string(),
  /** What the pool keeps by what the provider calls it: `{ email: 'email', username: 'sub' }`. */
  mapping: jsonColumn(z.record(z.string(), z.string())),
});
export type IdentityProvider = z.output<typeof Provider>;

const Link = z.object({ provider: z.string(), subject: z.string(), username: z.string(), created_at: z.number() });
export type IdentityLink = z.output<typeof Link>;

/** Providers that people may sign in with, and the identities there that are users of the pool. */
export class IdentityProviders {
  readonly #all;
  readonly #put;
  readonly #link;
  readonly #linkOf;
  readonly #linksOf;
  readonly #forget;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS cognito_providers (name TEXT PRIMARY KEY, type TEXT NOT NULL,
        mapping TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS cognito_links (provider TEXT NOT NULL, subject TEXT NOT NULL, username TEXT NOT NULL,
        created_at INTEGER NOT NULL, PRIMARY KEY (provider, subject)) WITHOUT ROWID;`);
    this.#all = store.query('SELECT * FROM cognito_providers ORDER BY name', Provider);
    this.#put = store.command('INSERT OR REPLACE INTO cognito_providers VALUES (:name, :type, :mapping)');
    this.#link = store.command('INSERT INTO cognito_links VALUES (:provider, :subject, :username, :now)');
    this.#linkOf = store.query('SELECT * FROM cognito_links WHERE provider = :provider AND subject = :subject', Link);
    this.#linksOf = store.query('SELECT * FROM cognito_links WHERE username = :username', Link);
    this.#forget = store.command('DELETE FROM cognito_links WHERE username = :username');
  }

  all(): IdentityProvider[] {
    return this.#all.all();
  }

  find(name: string): IdentityProvider | undefined {
    return this.all().find((provider) => provider.name === name);
  }

  put({ name, type, mapping }: IdentityProvider): void {
    this.#put.run({ name, type, mapping: JSON.stringify(mapping) });
  }

  /** Whose identity this is. */
  usernameOf(provider: string, subject: string): string | undefined {
    return this.#linkOf.get({ provider, subject })?.username;
  }

  link(provider: string, subject: string, username: string, now: number): void {
    this.#link.run({ provider, subject, username, now });
  }

  linksOf(username: string): IdentityLink[] {
    return this.#linksOf.all({ username });
  }

  forget(username: string): void {
    this.#forget.run({ username });
  }
}
