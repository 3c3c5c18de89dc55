import { UserRegistered } from '@tradewind/contracts/identity/user-registered.v1';
import { timestamp, type Clock, type TraceContext } from '@tradewind/kernel';
import { codeDigest, type ConfirmedAccount, type PendingAccount } from '../domain/account.ts';
import type { Users } from '../domain/ports.ts';
import { userFrom } from '../domain/user.ts';

export interface CompleteRegistrationDeps {
  readonly users: Pick<Users, 'completeRegistration'>;
  readonly clock: Clock;
}

export interface CompleteRegistration {
  readonly account: PendingAccount;
  /** The code that proved the address, where it is known. */
  readonly code?: string;
  readonly trace: TraceContext;
}

/**
 * Turns a proved request into a user: profile, address and `identity.user-registered.v1` in one transaction.
 * Answers the account that holds the address afterwards, which is another one if a second request was proved first.
 */
export function completeRegistration({ users, clock }: CompleteRegistrationDeps) {
  return async ({ account, code, trace }: CompleteRegistration): Promise<ConfirmedAccount> => {
    const { userId, email, name } = account;
    const acceptedCode = code === undefined ? {} : { acceptedCode: codeDigest(userId, code) };
    return users.completeRegistration({
      account: { status: 'confirmed', userId, email, ...acceptedCode },
      user: userFrom(account, timestamp(clock)),
      event: UserRegistered.create({ userId, email, name }, trace, clock),
    });
  };
}
