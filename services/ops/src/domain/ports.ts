import type { Alert } from './alert.ts';

export interface Sighting {
  readonly fingerprint: string;
  /** How often in this batch. */
  readonly count: number;
  /** Names the batch; the same when it is tried again. */
  readonly batch: string;
  readonly at: Date;
}

export type Opening =
  | { readonly opened: false }
  /** `untold`: seen in the window before and told to nobody. */
  | { readonly opened: true; readonly untold: number };

/** For each fault the time within which it is not told of again. */
export interface FaultWindows {
  /**
   * Opens a window for a fault that has none, or counts the sighting in the one that is open. The batch that opened it
   * and could not tell of it opens it again.
   */
  see(sighting: Sighting, windowMs: number): Promise<Opening>;
  /** Notes that people were told, so that the batch does not do it again. */
  told(fingerprint: string, batch: string): Promise<void>;
}

export interface AlertPublisher {
  publish(alert: Alert): Promise<void>;
}
