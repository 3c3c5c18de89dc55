import type { Sighting } from './ports.ts';

/** A fault's window as it was left, open or closed. */
export interface FaultWindow {
  /** That opened it. */
  readonly batch: string;
  readonly seen: number;
  /** Of how many of those people were told; zero until the batch could tell them. */
  readonly reported: number;
}

/** Whether the batch opened the window, could not tell of it and is being tried again. */
export function isTriedAgain({ batch }: Sighting, window: FaultWindow): boolean {
  return window.batch === batch && window.reported === 0;
}

/** How many nobody was told of, beside the sighting's own: a batch that is tried again stands in its window already. */
export function untoldBefore(sighting: Sighting, window: FaultWindow): number {
  const own = isTriedAgain(sighting, window) ? sighting.count : 0;
  return window.seen - window.reported - own;
}
