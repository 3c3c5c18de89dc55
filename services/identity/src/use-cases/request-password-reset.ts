import { newId } from '@tradewind/kernel';
import { PASSWORD_RESET } from '../domain/attempts.ts';
import type { UserDirectory, Users } from '../domain/ports.ts';
import { noSoonerThan } from './answer-floor.ts';
import { countAttempt, type AttemptDeps } from './limit-attempts.ts';

export interface RequestPasswordResetDeps extends AttemptDeps {
  readonly users: Pick<Users, 'findAccount'>;
  readonly directory: Pick<UserDirectory, 'forgotPassword'>;
  /** Milliseconds that every answer takes at least. */
  readonly answerFloorMs: number;
}

/** For the log; the caller must not learn it. */
export type PasswordResetRequest = 'code-mailed' | 'nobody-mailed' | 'suppressed';

/**
 * Mails a code to a confirmed user. Unknown and unproved addresses make the same call to the directory, under an id
 * that nobody has, and all ways take at least the same time.
 */
export function requestPasswordReset(deps: RequestPasswordResetDeps) {
  async function request(email: string): Promise<PasswordResetRequest> {
    if (!(await countAttempt(deps, PASSWORD_RESET, email))) return 'suppressed';
    const account = await deps.users.findAccount(email);
    const known = account?.status === 'confirmed';
    await deps.directory.forgotPassword(known ? account.userId : newId('usr'));
    return known ? 'code-mailed' : 'nobody-mailed';
  }

  return async ({ email }: { readonly email: string }): Promise<PasswordResetRequest> =>
    noSoonerThan(deps.answerFloorMs, () => request(email));
}
