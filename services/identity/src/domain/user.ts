import type { PendingAccount } from './account.ts';
import { staleVersion } from './errors.ts';

/** A person whose address is proved. Times are RFC 3339 in UTC; `version` starts at 1 and grows with every change. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Since when the person's data is being erased. */
  readonly erasingSince?: string;
}

/** The user whom a proved registration becomes. */
export function userFrom(account: PendingAccount, now: string): User {
  return { id: account.userId, name: account.name, email: account.email, version: 1, createdAt: now, updatedAt: now };
}

export interface ProfileChange {
  readonly name: string;
}

/**
 * The user after a change of profile. Throws `request.stale-version` if the caller had read another version;
 * undefined stands for any.
 */
export function changed(user: User, change: ProfileChange, expectedVersion: number | undefined, now: string): User {
  if (expectedVersion !== undefined && user.version !== expectedVersion) throw staleVersion();
  return { ...user, name: change.name, version: user.version + 1, updatedAt: now };
}
