import { adminAccess, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { IdentityAdminActionRecorded } from '@tradewind/contracts/identity/admin-action-recorded.v1';
import type { Clock } from '@tradewind/kernel';
import type { PageCursors, Users } from '../domain/ports.ts';
import type { User } from '../domain/user.ts';

export interface ListUsersDeps {
  readonly users: Pick<Users, 'listByEmail' | 'announce'>;
  readonly cursors: PageCursors;
  readonly clock: Clock;
}

export interface ListUsers {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Only addresses that begin with this, in lower case. */
  readonly email?: string | undefined;
  readonly origin: AdminOrigin;
}

export interface UserList {
  readonly users: readonly User[];
  readonly nextCursor: string | null;
}

/** Confirmed users by address; it is recorded who saw whom, never by which address. Throws `request.invalid-cursor` for a cursor of another filter. */
export function listUsers({ users, cursors, clock }: ListUsersDeps) {
  return async ({ limit, cursor, email = '', origin }: ListUsers): Promise<UserList> => {
    const scope = `list-users:${email}`;
    const after = cursor === undefined ? undefined : await cursors.open(cursor, scope);
    const page = await users.listByEmail(email, { limit, after });
    const subjects = page.users.map(({ id }) => id);
    const target = { type: 'user-list', id: 'users' };
    const access = adminAccess({ action: 'identity.users-listed', target, subjects }, origin);
    await users.announce(IdentityAdminActionRecorded.create(access, origin, clock));
    return { users: page.users, nextCursor: page.next === undefined ? null : await cursors.seal(page.next, scope) };
  };
}
