import { openChallenge } from '../domain/challenge.ts';
import { invalidChallenge, invalidTotpCode } from '../domain/errors.ts';
import type { SecondFactor, Session } from '../domain/ports.ts';
import { forgetFailures, recordFailure, refuseWhileLocked, type SignInLockDeps } from './lock-sign-in.ts';

export interface AnswerChallengeDeps extends SignInLockDeps {
  readonly secondFactor: Pick<SecondFactor, 'answer'>;
}

export interface AnswerChallenge {
  readonly session: string;
  readonly code: string;
}

/**
 * Finishes a sign-in with a code. Only codes for a challenge that the directory knows count as failures, so that nobody
 * locks others out by guessing ids. Throws `identity.invalid-challenge`, `identity.invalid-code`,
 * `identity.too-many-attempts`.
 */
export function answerChallenge(deps: AnswerChallengeDeps) {
  return async ({ session: sealed, code }: AnswerChallenge): Promise<Session> => {
    const challenge = openChallenge(sealed);
    if (challenge === undefined) throw invalidChallenge();
    const subject = `totp:${challenge.userId}`;
    const previous = await refuseWhileLocked(deps, subject);
    const outcome = await deps.secondFactor.answer({ ...challenge, code });
    if (outcome.kind === 'invalid-challenge') throw invalidChallenge();
    if (outcome.kind === 'invalid-code') {
      await recordFailure(deps, subject);
      throw invalidTotpCode();
    }
    await forgetFailures(deps, subject, previous);
    return outcome.session;
  };
}
