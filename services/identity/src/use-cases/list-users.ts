import type { PageCursors, Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';

export interface ListUsersDeps {
  readonly users: Pick<Users, 'listByEmail'>;
  readonly cursors: PageCursors;
}

export interface ListUsers {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Only addresses that begin with this, in lower case. */
  readonly email?: string | undefined;
}

export interface UserList {
  readonly users: readonly User[];
  readonly nextCursor: string | null;
}

/** Confirmed users by address. Throws `request.invalid-cursor` for a cursor of another filter. */
export function listUsers({ users, cursors }: ListUsersDeps) {
  return async ({ limit, cursor, email = '' }: ListUsers): Promise<UserList> => {
    const scope = `list-users:${email}`;
    const after = cursor === undefined ? undefined : await cursors.open(cursor, scope);
    const page = await users.listByEmail(email, { limit, after });
    return { users: page.users, nextCursor: page.next === undefined ? null : await cursors.seal(page.next, scope) };
  };
}
