export interface RetryPolicy {
  /** The first try included; 1 never repeats. */
  readonly maxAttempts: number;
  /** The longest wait before the first repetition, in milliseconds; it doubles with each. */
  readonly baseDelayMs: number;
  /** What the doubling stops at, in milliseconds. */
  readonly maxDelayMs: number;
  /** A `Retry-After` beyond this many milliseconds is thrown to the caller instead of waited for. */
  readonly maxRetryAfterMs: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxAttempts: 4,
  baseDelayMs: 200,
  maxDelayMs: 5_000,
  maxRetryAfterMs: 30_000,
};

/**
 * Exponential backoff with full jitter: a wait between 0 and `baseDelayMs · 2^(attempt − 1)`, at most `maxDelayMs`.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param attempt The one that failed, from 1.
 * @param random Between 0 and 1.
 * @returns Milliseconds.
 */
export function backoffMs(attempt: number, policy: RetryPolicy, random: number): number {
  return random * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

/**
 * Seconds to wait by a `Retry-After` header, given as seconds or as a date (RFC 9110, section 10.2.3).
 *
 * @param now Milliseconds since the epoch.
 */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
  if (header === null || header === '') return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** Resolves after this many milliseconds; rejects with the signal's reason as soon as that aborts. */
export function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, delayMs);
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted === true) abort();
  });
}
