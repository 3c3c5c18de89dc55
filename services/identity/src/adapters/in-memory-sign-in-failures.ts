import type { SignInFailures } from '../domain/ports.ts';
import { forgottenAt, type FailedSignIns } from '../domain/sign-in-lock.ts';

export function inMemorySignInFailures(): SignInFailures {
  const failed = new Map<string, FailedSignIns>();

  function remembered(subject: string, now: Date): FailedSignIns | undefined {
    const found = failed.get(subject);
    return found !== undefined && forgottenAt(found.lastFailureAt) * 1000 > now.getTime() ? found : undefined;
  }

  return {
    async find(subject, now) {
      return remembered(subject, now);
    },
    async record(subject, now) {
      const next = { failures: (remembered(subject, now)?.failures ?? 0) + 1, lastFailureAt: now.getTime() };
      failed.set(subject, next);
      return next;
    },
    async forget(subject) {
      failed.delete(subject);
    },
  };
}
