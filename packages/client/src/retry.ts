import { TradewindNetworkError } from './network-error.ts';
import { TradewindProblem } from './problem.ts';
import { backoffMs, type RetryPolicy } from './retry-policy.ts';

const PASSING_STATUSES = new Set([429, 502, 503, 504]);

function mayPass(error: unknown): boolean {
  if (error instanceof TradewindNetworkError) return error.reason !== 'invalid-answer';
  if (!(error instanceof TradewindProblem)) return false;
  return PASSING_STATUSES.has(error.status) || error.code === 'idempotency.in-progress';
}

/**
 * Milliseconds to wait before a repeatable request is sent again; undefined when the failure is final, the attempts
 * are used up or the API asks for more patience than the policy has.
 *
 * @param attempt The one that failed, from 1.
 */
export function delayBeforeRetry(
  error: unknown,
  attempt: number,
  policy: RetryPolicy,
  random: () => number = Math.random,
): number | undefined {
  if (attempt >= policy.maxAttempts || !mayPass(error)) return undefined;
  const askedMs = error instanceof TradewindProblem ? (error.retryAfter ?? 0) * 1000 : 0;
  if (askedMs > policy.maxRetryAfterMs) return undefined;
  // On top of what was asked, so that those who were refused together do not come back together.
  return askedMs + backoffMs(attempt, policy, random());
}
