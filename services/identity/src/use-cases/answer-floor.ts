import { setTimeout as delay } from 'node:timers/promises';

/**
 * Answers (or fails) no sooner than `floorMs` after the start, so that the time taken does not tell which way the
 * work went. The floor has to lie above the slower way's usual time.
 */
export async function noSoonerThan<T>(floorMs: number, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work(), delay(floorMs)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}
