import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** How long to try; 10 seconds when left out. */
  readonly timeoutMs?: number;
  readonly intervalMs?: number;
}

/**
 * Tries until `attempt` returns without throwing and answers what it returned. Throws its last error when the time is
 * over. For what happens by itself some time later: an event that arrives, a row that expires.
 */
export async function eventually<Result>(
  attempt: () => Promise<Result> | Result,
  { timeoutMs = 10_000, intervalMs = 25 }: EventuallyOptions = {},
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= deadline) throw error;
      await delay(intervalMs);
    }
  }
}
