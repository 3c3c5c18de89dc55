import { performance } from 'node:perf_hooks';

export interface LoadResult {
  /** Finished per second. */
  readonly perSecond: number;
  /** Durations in ms. */
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Keeps `concurrency` runs of `work` going for `durationMs`, then lets those under way finish. A run that throws counts
 * as a failure and as no success.
 */
export async function load(work: () => Promise<void>, concurrency: number, durationMs: number): Promise<LoadResult> {
  const durations: number[] = [];
  let failures = 0;
  const started = performance.now();
  const runner = async (): Promise<void> => {
    while (performance.now() - started < durationMs) {
      const begun = performance.now();
      try {
        await work();
        durations.push(performance.now() - begun);
      } catch {
        failures += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, runner));
  const seconds = (performance.now() - started) / 1000;
  const sorted = durations.toSorted((left, right) => left - right);
  return {
    perSecond: durations.length / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    failures,
  };
}
