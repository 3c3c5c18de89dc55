import * as z from 'zod/mini';
import { AwsError } from '../aws/api.ts';
import { jsonColumn, type Store } from '../store.ts';

const Status = z.enum(['UNCONFIRMED', 'CONFIRMED', 'FORCE_CHANGE_PASSWORD', 'EXTERNAL_PROVIDER']);

const Row = z.object({
  username: z.string(),
  sub: z.string(),
  password_hash: z.string(),
  status: Status,
  enabled: z.number(),
  attributes: jsonColumn(z.record(z.string(), z.string())),
  created_at: z.number(),
  modified_at: z.number(),
  code: z.nullable(z.string()),
  code_expires_at: z.number(),
  code_failures: z.number(),
  login_failures: z.number(),
  locked_until: z.number(),
});

/** A user of the pool. Times are milliseconds since the epoch. */
export type StoredUser = z.output<typeof Row>;

/** Users and their groups. */
export class UserTable {
  readonly #store: Store;
  readonly #byName;
  readonly #insert;
  readonly #save;
  readonly #delete;
  readonly #groups;
  readonly #insertGroup;
  readonly #groupsOf;
  readonly #join;
  readonly #leave;
  readonly #leaveAll;

  constructor(store: Store) {
    store.define(`CREATE TABLE IF NOT EXISTS cognito_users (
      username TEXT PRIMARY KEY, sub TEXT NOT NULL, password_hash TEXT NOT NULL, status TEXT NOT NULL,
      enabled INTEGER NOT NULL, attributes TEXT NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL,
      code TEXT, code_expires_at INTEGER NOT NULL, code_failures INTEGER NOT NULL, login_failures INTEGER NOT NULL,
      locked_until INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS cognito_groups (name TEXT PRIMARY KEY, created_at INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS cognito_memberships (username TEXT NOT NULL, group_name TEXT NOT NULL,
        PRIMARY KEY (username, group_name)) WITHOUT ROWID;`);
    this.#store = store;
    this.#byName = store.query('SELECT * FROM cognito_users WHERE username = :username', Row);
    this.#insert = store.command(`INSERT OR IGNORE INTO cognito_users VALUES (:username, :sub, :password_hash, :status,
      :enabled, :attributes, :created_at, :modified_at, :code, :code_expires_at, :code_failures, :login_failures,
      :locked_until)`);
    this.#save = store.command(`UPDATE cognito_users SET password_hash = :password_hash, status = :status,
      enabled = :enabled, attributes = :attributes, modified_at = :modified_at, code = :code,
      code_expires_at = :code_expires_at, code_failures = :code_failures, login_failures = :login_failures,
      locked_until = :locked_until WHERE username = :username`);
    this.#delete = store.command('DELETE FROM cognito_users WHERE username = :username');
    this.#groups = store.query(
      'SELECT * FROM cognito_groups ORDER BY name',
      z.object({ name: z.string(), created_at: z.number() }),
    );
    this.#insertGroup = store.command('INSERT OR IGNORE INTO cognito_groups VALUES (:name, :now)');
    this.#groupsOf = store.query(
      'SELECT group_name FROM cognito_memberships WHERE username = :username ORDER BY group_name',
      z.object({ group_name: z.string() }),
    );
    this.#join = store.command('INSERT OR IGNORE INTO cognito_memberships VALUES (:username, :group)');
    this.#leave = store.command('DELETE FROM cognito_memberships WHERE username = :username AND group_name = :group');
    this.#leaveAll = store.command('DELETE FROM cognito_memberships WHERE username = :username');
  }

  find(username: string): StoredUser | undefined {
    return this.#byName.get({ username });
  }

  /** Throws UserNotFoundException. */
  get(username: string): StoredUser {
    const user = this.find(username);
    if (user === undefined) throw new AwsError('UserNotFoundException', 'User does not exist.');
    return user;
  }

  /** Throws UsernameExistsException. */
  insert(user: StoredUser): void {
    const inserted = this.#insert.run({ ...user, attributes: JSON.stringify(user.attributes) });
    if (inserted === 0) throw new AwsError('UsernameExistsException', 'User already exists');
  }

  save({ sub: _sub, created_at: _createdAt, attributes, ...columns }: StoredUser): void {
    this.#save.run({ ...columns, attributes: JSON.stringify(attributes) });
  }

  delete(username: string): void {
    this.#store.transaction(() => {
      this.#leaveAll.run({ username });
      this.#delete.run({ username });
    });
  }

  groups() {
    return this.#groups.all();
  }

  /** Answers whether it is new. */
  createGroup(name: string, now: number): boolean {
    return this.#insertGroup.run({ name, now }) > 0;
  }

  groupsOf(username: string): string[] {
    return this.#groupsOf.all({ username }).map((row) => row.group_name);
  }

  join(username: string, group: string): void {
    this.#join.run({ username, group });
  }

  leave(username: string, group: string): void {
    this.#leave.run({ username, group });
  }
}
