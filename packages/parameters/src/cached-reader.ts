import type { Clock } from '@tradewind/kernel';

export interface CacheOptions {
  readonly clock: Clock;
  /** How long a value is answered before it is read again, in ms. */
  readonly maxAgeMs: number;
  /** How long an old value stands in for one that could not be read, before the next attempt, in ms. */
  readonly retryMs: number;
}

export interface CachedReader<Value> {
  /** Not older than `maxAgeMs`, unless reading fails. Rejects only where there is no older value either. */
  get(name: string): Promise<Value>;
  /** The same, but not older than `ageMs`. */
  newerThan(name: string, ageMs: number): Promise<Value>;
}

interface CachedRead<Value> {
  readonly value: Promise<Value>;
  readAt: number;
}

/**
 * Remembers what `read` answered for each name. Callers that ask while a read is under way share it. One that fails is
 * answered with the value before it; without one it is forgotten, so that the next caller tries again.
 */
export function cachedReader<Value>(
  read: (name: string) => Promise<Value>,
  { clock, maxAgeMs, retryMs }: CacheOptions,
): CachedReader<Value> {
  const reads = new Map<string, CachedRead<Value>>();

  function begin(name: string, now: number, known: CachedRead<Value> | undefined): CachedRead<Value> {
    const fresh: CachedRead<Value> = {
      readAt: now,
      value: read(name).catch((error: unknown) => {
        if (known === undefined) throw error;
        fresh.readAt = now - maxAgeMs + retryMs;
        return known.value;
      }),
    };
    return fresh;
  }

  async function newerThan(name: string, ageMs: number): Promise<Value> {
    const now = clock.now().getTime();
    const known = reads.get(name);
    if (known !== undefined && now - known.readAt < ageMs) return known.value;
    const fresh = begin(name, now, known);
    reads.set(name, fresh);
    try {
      return await fresh.value;
    } catch (error) {
      if (reads.get(name) === fresh) reads.delete(name);
      throw error;
    }
  }

  return { get: (name) => newerThan(name, maxAgeMs), newerThan };
}
