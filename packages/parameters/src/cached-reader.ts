import type { Clock } from '@tradewind/kernel';

export interface CacheOptions {
  readonly clock: Clock;
  /** How long a value is answered before it is read again, in ms. */
  readonly maxAgeMs: number;
}

interface CachedRead {
  readonly value: Promise<string>;
  readonly readAt: number;
}

/**
 * Remembers what `read` answered for each name. Callers that ask while a read is under way share it, and a read
 * that fails is forgotten, so that the next caller tries again.
 */
export function cachedReader(
  read: (name: string) => Promise<string>,
  { clock, maxAgeMs }: CacheOptions,
): (name: string) => Promise<string> {
  const reads = new Map<string, CachedRead>();
  return async (name) => {
    const now = clock.now().getTime();
    const known = reads.get(name);
    if (known !== undefined && now - known.readAt < maxAgeMs) return known.value;
    const fresh: CachedRead = { value: read(name), readAt: now };
    reads.set(name, fresh);
    try {
      return await fresh.value;
    } catch (error) {
      if (reads.get(name) === fresh) reads.delete(name);
      throw error;
    }
  };
}
