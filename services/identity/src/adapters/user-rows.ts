import type { Item } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import { pendingUntil, type Account, type ConfirmedAccount, type PendingAccount } from '../domain/account.ts';
import type { User } from '../domain/user.ts';

const PendingRow = z.object({
  status: z.literal('pending'),
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  requestedAt: z.string(),
});
const ConfirmedRow = z.object({
  status: z.literal('confirmed'),
  userId: z.string(),
  email: z.string(),
  acceptedCode: z.optional(z.string()),
});
const AccountRow = z.discriminatedUnion('status', [PendingRow, ConfirmedRow]);

const UserRow = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  erasingSince: z.optional(z.string()),
});

export function accountKey(email: string) {
  return { pk: `EMAIL#${email.toLowerCase()}`, sk: 'ACCOUNT' };
}

export function userPartition(userId: string): string {
  return `USER#${userId}`;
}

export function userKey(userId: string) {
  return { pk: userPartition(userId), sk: 'PROFILE' };
}

/** The condition on a profile's row under which more may be written of that person. */
export const ACTIVE_USER = 'attribute_exists(#pk) AND attribute_not_exists(#erasingSince)';

/** `gsi1` holds the profiles by address, for admins. */
export const USERS_BY_EMAIL = 'USERS';
export const PagePlaceRow = z.object({ pk: z.string(), sk: z.string(), gsi1pk: z.string(), gsi1sk: z.string() });

function confirmedAccount({ userId, email, acceptedCode }: z.output<typeof ConfirmedRow>): ConfirmedAccount {
  return { status: 'confirmed', userId, email, ...(acceptedCode === undefined ? {} : { acceptedCode }) };
}

export function accountFromRow(row: Item | undefined): Account {
  const account = AccountRow.parse(row);
  return account.status === 'pending' ? account : confirmedAccount(account);
}

export function confirmedAccountFromRow(row: Item | undefined): ConfirmedAccount {
  return confirmedAccount(ConfirmedRow.parse(row));
}

export function pendingRow(account: PendingAccount): Item {
  return { ...accountKey(account.email), ...account, expiresAt: pendingUntil(account) };
}

export function confirmedRow(account: ConfirmedAccount): Item {
  return { ...accountKey(account.email), ...account };
}

export function userRow({ id, ...rest }: User): Item {
  return { ...userKey(id), gsi1pk: USERS_BY_EMAIL, gsi1sk: rest.email.toLowerCase(), userId: id, ...rest };
}

export function userFromRow(row: Item): User {
  const { userId, erasingSince, ...rest } = UserRow.parse(row);
  return { id: userId, ...rest, ...(erasingSince === undefined ? {} : { erasingSince }) };
}
