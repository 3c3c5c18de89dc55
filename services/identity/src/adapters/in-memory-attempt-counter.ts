import type { AttemptCounter } from '../domain/ports.ts';

export function inMemoryAttemptCounter(): AttemptCounter {
  const attempts = new Map<string, number>();
  return {
    async increment(key) {
      const count = (attempts.get(key) ?? 0) + 1;
      attempts.set(key, count);
      return count;
    },
  };
}
