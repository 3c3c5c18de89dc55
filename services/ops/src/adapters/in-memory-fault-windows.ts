import { isTriedAgain, untoldBefore, type FaultWindow } from '../domain/fault-window.ts';
import type { FaultWindows } from '../domain/ports.ts';

interface Window extends FaultWindow {
  readonly closesAt: number;
  readonly alerting: number;
}

/** The same rules as the table's, for use cases' tests. */
export function inMemoryFaultWindows(): FaultWindows {
  const windows = new Map<string, Window>();
  return {
    async see(sighting, windowMs) {
      const { fingerprint, count, batch, at } = sighting;
      const before = windows.get(fingerprint);
      if (before !== undefined && before.closesAt > at.getTime() && !isTriedAgain(sighting, before)) {
        windows.set(fingerprint, { ...before, seen: before.seen + count });
        return { opened: false };
      }
      const untold = before === undefined ? 0 : untoldBefore(sighting, before);
      const seen = untold + count;
      windows.set(fingerprint, { batch, closesAt: at.getTime() + windowMs, seen, reported: 0, alerting: seen });
      return { opened: true, untold };
    },
    async told(fingerprint, batch) {
      const window = windows.get(fingerprint);
      if (window?.batch !== batch) throw new Error(`The window of ${fingerprint} is not of ${batch}.`);
      windows.set(fingerprint, { ...window, reported: window.alerting });
    },
  };
}
