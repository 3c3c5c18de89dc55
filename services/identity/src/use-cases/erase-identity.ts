import { timestamp, type Clock } from '@tradewind/kernel';
import type { Erasures, SignInFailures, UserDirectory } from '../domain/ports.ts';

export interface EraseIdentityDeps {
  readonly directory: Pick<UserDirectory, 'deleteUser'>;
  readonly erasures: Pick<Erasures, 'forgetPerson' | 'record'>;
  readonly signInFailures: Pick<SignInFailures, 'forget'>;
  readonly clock: Clock;
}

export interface EraseIdentity {
  readonly eventId: string;
  readonly userId: string;
  readonly email: string;
}

/**
 * This service's own part: first the user in the directory, so that nobody signs in any more, then the rows. Each step
 * may be repeated; cut off anywhere, the next delivery goes on.
 */
export function eraseIdentity({ directory, erasures, signInFailures, clock }: EraseIdentityDeps) {
  return async ({ eventId, userId, email }: EraseIdentity): Promise<void> => {
    await directory.deleteUser(userId);
    const addresses = await erasures.forgetPerson(userId, email);
    await signInFailures.forget(email);
    await signInFailures.forget(`totp:${userId}`);
    await erasures.record({
      userId,
      service: 'identity',
      eventId,
      erasedAt: timestamp(clock),
      erased: { account: 1, addresses },
      kept: ['this report, under an id that leads to nobody'],
      complete: true,
    });
  };
}
