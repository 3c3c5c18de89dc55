import { createHash, timingSafeEqual } from 'node:crypto';

/** An address that someone has asked for and not yet proved to own. The latest request holds the address. */
export interface PendingAccount {
  readonly status: 'pending';
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  /** RFC 3339 in UTC. */
  readonly requestedAt: string;
}

/** An address that its owner has proved; it never changes hands again. */
export interface ConfirmedAccount {
  readonly status: 'confirmed';
  readonly userId: string;
  readonly email: string;
  /** Digest of the code that was accepted; absent when the registration was completed by signing in. */
  readonly acceptedCode?: string;
}

/** What an email address stands for. */
export type Account = PendingAccount | ConfirmedAccount;

/** Seconds that an unproved request is kept: the code lives a day, the rest is for a clear answer to latecomers. */
export const PENDING_ACCOUNT_LIFE = 7 * 24 * 3600;

/** What is kept of an accepted code, so that a repeated confirmation is recognised without keeping the code. */
export function codeDigest(userId: string, code: string): string {
  return createHash('sha256').update(`${userId}:${code}`).digest('hex');
}

/** Whether this is the code that the confirmed account was confirmed with. */
export function wasConfirmedWith(account: ConfirmedAccount, code: string): boolean {
  if (account.acceptedCode === undefined) return false;
  const given = Buffer.from(codeDigest(account.userId, code));
  const accepted = Buffer.from(account.acceptedCode);
  return given.length === accepted.length && timingSafeEqual(given, accepted);
}

/** When a pending account may be forgotten, in seconds since the epoch. */
export function pendingUntil(account: PendingAccount): number {
  return Math.floor(Date.parse(account.requestedAt) / 1000) + PENDING_ACCOUNT_LIFE;
}
