import type { Clock } from '@tradewind/kernel';
import { cachedReader } from './cached-reader.ts';

export const CURRENT = 'AWSCURRENT';
export const PREVIOUS = 'AWSPREVIOUS';

/** A secret that may be changed while it is in use. */
export interface RotatingSecret {
  /** The value to sign or log in with. */
  current(): Promise<string>;
  /**
   * What `attempt` answers with a value that is or was in use: the one known here, then the one that is current by now,
   * then the one before. Rejects with the first error if it throws with all of them.
   */
  withAnyValue<Result>(attempt: (value: string) => Result): Promise<Result>;
}

export interface RotatingSecretOptions {
  /** Answers undefined for a stage that no version has. */
  readonly read: (stage: string) => Promise<string | undefined>;
  readonly clock: Clock;
  readonly maxAgeMs: number;
  readonly retryMs: number;
  /** Refused values make a process read again at most this often, in ms: they may be forged. */
  readonly refreshMs: number;
}

/** A secret with a cache. `current` rejects if there is no value at all. */
export function rotatingSecret({ read, refreshMs, ...cache }: RotatingSecretOptions): RotatingSecret {
  const versions = cachedReader(read, cache);

  async function current(): Promise<string> {
    const value = await versions.get(CURRENT);
    if (value === undefined) throw new Error('The secret has no current value.');
    return value;
  }

  return {
    current,
    async withAnyValue(attempt) {
      const known = await current();
      try {
        return attempt(known);
      } catch (refusal) {
        for (const stage of [CURRENT, PREVIOUS]) {
          const value = await versions.newerThan(stage, refreshMs);
          if (value === undefined || value === known) continue;
          const outcome = outcomeOf(attempt, value);
          if (outcome !== undefined) return outcome.result;
        }
        throw refusal;
      }
    },
  };
}

function outcomeOf<Result>(attempt: (value: string) => Result, value: string): { result: Result } | undefined {
  try {
    return { result: attempt(value) };
  } catch {
    return undefined;
  }
}

/** A secret that never changes, for tests. */
export function fixedSecret(value: string): RotatingSecret {
  return { current: async () => value, withAnyValue: async (attempt) => attempt(value) };
}
