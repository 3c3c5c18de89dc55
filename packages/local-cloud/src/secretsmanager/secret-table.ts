import * as z from 'zod/mini';
import { jsonColumn, type Store } from '../store.ts';

const SecretRow = z.object({
  name: z.string(),
  description: z.nullable(z.string()),
  created_at: z.number(),
  changed_at: z.number(),
  /** When it goes for good; null unless it is marked for deletion. */
  deleted_at: z.nullable(z.number()),
});
export type StoredSecret = z.output<typeof SecretRow>;

const VersionRow = z.object({
  secret: z.string(),
  version_id: z.string(),
  value: z.string(),
  stages: jsonColumn(z.array(z.string())),
  created_at: z.number(),
});
export type SecretVersion = z.output<typeof VersionRow>;

/** Secrets and their versions. Times are milliseconds since the epoch. */
export class SecretTable {
  readonly #store: Store;
  readonly #secret;
  readonly #secrets;
  readonly #putSecret;
  readonly #deleteSecret;
  readonly #versions;
  readonly #putVersion;
  readonly #deleteVersions;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS sm_secrets (name TEXT PRIMARY KEY, description TEXT,
        created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, deleted_at INTEGER) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS sm_versions (secret TEXT NOT NULL, version_id TEXT NOT NULL, value TEXT NOT NULL,
        stages TEXT NOT NULL, created_at INTEGER NOT NULL, PRIMARY KEY (secret, version_id)) WITHOUT ROWID;`);
    this.#store = store;
    this.#secret = store.query('SELECT * FROM sm_secrets WHERE name = :name', SecretRow);
    this.#secrets = store.query('SELECT * FROM sm_secrets ORDER BY name', SecretRow);
    this.#putSecret = store.command(
      'INSERT OR REPLACE INTO sm_secrets VALUES (:name, :description, :created_at, :changed_at, :deleted_at)',
    );
    this.#deleteSecret = store.command('DELETE FROM sm_secrets WHERE name = :name');
    this.#versions = store.query('SELECT * FROM sm_versions WHERE secret = :secret ORDER BY created_at', VersionRow);
    this.#putVersion = store.command(
      'INSERT OR REPLACE INTO sm_versions VALUES (:secret, :version_id, :value, :stages, :created_at)',
    );
    this.#deleteVersions = store.command('DELETE FROM sm_versions WHERE secret = :secret');
  }

  secret(name: string): StoredSecret | undefined {
    return this.#secret.get({ name });
  }

  secrets(): StoredSecret[] {
    return this.#secrets.all();
  }

  put(secret: StoredSecret): void {
    this.#putSecret.run({ ...secret });
  }

  versions(secret: string): SecretVersion[] {
    return this.#versions.all({ secret });
  }

  /** Makes these the versions of the secret; what no stage names any more is gone, as AWS does sooner or later. */
  replaceVersions(secret: string, versions: readonly SecretVersion[]): void {
    this.#store.transaction(() => {
      this.#deleteVersions.run({ secret });
      for (const version of versions) {
        if (version.stages.length > 0) this.#putVersion.run({ ...version, stages: JSON.stringify(version.stages) });
      }
    });
  }

  /** With its versions. */
  delete(name: string): void {
    this.#store.transaction(() => {
      this.#deleteVersions.run({ secret: name });
      this.#deleteSecret.run({ name });
    });
  }
}
