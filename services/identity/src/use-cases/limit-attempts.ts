import type { Clock } from '@tradewind/kernel';
import { attemptWindow, type AttemptRule } from '../domain/attempts.ts';
import { tooManyAttempts } from '../domain/errors.ts';
import type { AttemptCounter } from '../domain/ports.ts';

export interface AttemptDeps {
  readonly attempts: AttemptCounter;
  readonly clock: Clock;
}

/** Counts an attempt; answers whether it is still within the limit. Known and unknown subjects count alike. */
export async function countAttempt(deps: AttemptDeps, rule: AttemptRule, subject: string): Promise<boolean> {
  const window = attemptWindow(rule, subject, deps.clock);
  return (await deps.attempts.increment(window.key, window.endsAt)) <= rule.limit;
}

/** Counts an attempt and throws `identity.too-many-attempts` once the limit is passed. */
export async function spendAttempt(deps: AttemptDeps, rule: AttemptRule, subject: string): Promise<void> {
  if (!(await countAttempt(deps, rule, subject))) {
    throw tooManyAttempts(attemptWindow(rule, subject, deps.clock).remaining);
  }
}
