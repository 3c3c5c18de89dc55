import * as z from 'zod/mini';
import { arn } from '../aws/account.ts';
import type { Store } from '../store.ts';

export const ParameterType = z.enum(['String', 'StringList', 'SecureString']);

const Row = z.object({
  name: z.string(),
  version: z.number(),
  type: ParameterType,
  value: z.string(),
  description: z.nullable(z.string()),
  modified_at: z.number(),
});
export type StoredParameter = z.output<typeof Row>;

const LabelRow = z.object({ label: z.string(), version: z.number() });

/** AWS keeps the hundred youngest versions of a parameter; here those with a label as well. */
const MAX_VERSIONS = 100;

const LATEST = 'version = (SELECT max(version) FROM ssm_parameters AS newer WHERE newer.name = ssm_parameters.name)';

/** Parameters with their versions. Times are milliseconds since the epoch. */
export class ParameterTable {
  readonly #latest;
  readonly #version;
  readonly #all;
  readonly #history;
  readonly #labels;
  readonly #insert;
  readonly #trim;
  readonly #delete;
  readonly #labelled;
  readonly #label;
  readonly #unlabel;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS ssm_parameters (
      name TEXT NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL, description TEXT,
      modified_at INTEGER NOT NULL, PRIMARY KEY (name, version)) WITHOUT ROWID`);
    store.define(`CREATE TABLE IF NOT EXISTS ssm_labels (
      name TEXT NOT NULL, label TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (name, label)) WITHOUT ROWID`);
    this.#latest = store.query('SELECT * FROM ssm_parameters WHERE name = :name ORDER BY version DESC LIMIT 1', Row);
    this.#version = store.query('SELECT * FROM ssm_parameters WHERE name = :name AND version = :version', Row);
    this.#all = store.query(`SELECT * FROM ssm_parameters WHERE ${LATEST} ORDER BY name`, Row);
    this.#history = store.query('SELECT * FROM ssm_parameters WHERE name = :name ORDER BY version', Row);
    this.#labels = store.query('SELECT label, version FROM ssm_labels WHERE name = :name ORDER BY label', LabelRow);
    this.#insert = store.command(
      'INSERT INTO ssm_parameters VALUES (:name, :version, :type, :value, :description, :modified_at)',
    );
    this.#trim = store.command(`DELETE FROM ssm_parameters WHERE name = :name AND version <= :version
      AND version NOT IN (SELECT version FROM ssm_labels WHERE ssm_labels.name = ssm_parameters.name)`);
    this.#delete = store.command('DELETE FROM ssm_parameters WHERE name = :name');
    this.#labelled = store.query(
      `SELECT ssm_parameters.* FROM ssm_parameters JOIN ssm_labels USING (name, version)
       WHERE ssm_parameters.name = :name AND label = :label`,
      Row,
    );
    this.#label = store.command('INSERT OR REPLACE INTO ssm_labels VALUES (:name, :label, :version)');
    this.#unlabel = store.command('DELETE FROM ssm_labels WHERE name = :name');
  }

  latest(name: string): StoredParameter | undefined {
    return this.#latest.get({ name });
  }

  version(name: string, version: number): StoredParameter | undefined {
    return this.#version.get({ name, version });
  }

  /** Every version that is kept, the oldest first, with its labels. */
  history(name: string): (StoredParameter & { readonly labels: readonly string[] })[] {
    const labels = this.#labels.all({ name });
    return this.#history.all({ name }).map((parameter) => ({
      ...parameter,
      labels: labels.filter(({ version }) => version === parameter.version).map(({ label }) => label),
    }));
  }

  /** The version that carries the label. */
  labelled(name: string, label: string): StoredParameter | undefined {
    return this.#labelled.get({ name, label });
  }

  /** A label that another version carries moves to this one. */
  label(name: string, version: number, label: string): void {
    this.#label.run({ name, version, label });
  }

  /** The latest version of every parameter, by name. */
  all(): StoredParameter[] {
    return this.#all.all();
  }

  put(parameter: StoredParameter): void {
    this.#insert.run({ ...parameter });
    this.#trim.run({ name: parameter.name, version: parameter.version - MAX_VERSIONS });
  }

  /** Answers whether there was one. */
  delete(name: string): boolean {
    this.#unlabel.run({ name });
    return this.#delete.run({ name }) > 0;
  }
}

export function parameterArn(name: string): string {
  return arn('ssm', name.startsWith('/') ? `parameter${name}` : `parameter/${name}`);
}
