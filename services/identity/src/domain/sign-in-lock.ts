/** Failed sign-ins in a row for one subject; a success forgets them. */
export interface FailedSignIns {
  readonly failures: number;
  /** Milliseconds since the epoch. */
  readonly lastFailureAt: number;
}

/**
 * As many as the directory lets pass before its own lockout. Ours must always be the longer one: the directory counts
 * for known users only, so that a lock of its own would tell known addresses from unknown ones. Its delays begin at
 * one second and double up to 15 minutes.
 */
export const FREE_FAILURES = 5;
const FIRST_DELAY_SECONDS = 60;
export const LONGEST_DELAY_SECONDS = 3600;
/** Seconds after which failures are forgotten. */
export const FAILURES_KEPT = 24 * 3600;

/** Seconds that a subject has to wait after this many failures: none, then 1 minute, 2, 4 … up to an hour. */
export function delayAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES), LONGEST_DELAY_SECONDS);
}

/** Whole seconds until the subject may try again; 0 if it may now. */
export function lockedFor({ failures, lastFailureAt }: FailedSignIns, now: Date): number {
  const until = lastFailureAt + delayAfter(failures) * 1000;
  return Math.max(0, Math.ceil((until - now.getTime()) / 1000));
}

/** When failures may be forgotten, in seconds since the epoch. */
export function forgottenAt(lastFailureAt: number): number {
  return Math.floor(lastFailureAt / 1000) + FAILURES_KEPT;
}
