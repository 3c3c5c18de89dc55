import type { FaultWindows } from '../domain/ports.ts';

interface Window {
  readonly batch: string;
  readonly closesAt: number;
  readonly reported: number;
  readonly told: boolean;
  readonly seen: number;
}

/** The same rules as the table's, for use cases' tests. */
export function inMemoryFaultWindows(): FaultWindows {
  const windows = new Map<string, Window>();
  return {
    async see({ fingerprint, count, batch, at }, windowMs) {
      const before = windows.get(fingerprint);
      const own = before?.batch === batch && !before.told;
      if (before !== undefined && before.closesAt > at.getTime() && !own) {
        windows.set(fingerprint, { ...before, seen: before.seen + count });
        return { opened: false };
      }
      windows.set(fingerprint, { batch, closesAt: at.getTime() + windowMs, seen: count, reported: count, told: false });
      return { opened: true, untold: before === undefined ? 0 : before.seen - before.reported };
    },
    async told(fingerprint) {
      const window = windows.get(fingerprint);
      if (window !== undefined) windows.set(fingerprint, { ...window, told: true });
    },
  };
}
