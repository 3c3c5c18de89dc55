/** The current time as a dependency, so that rules about time are tested without waiting. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** RFC 3339 in UTC with milliseconds: `2026-01-31T09:30:00.000Z`. */
export function timestamp(clock: Clock): string {
  return clock.now().toISOString();
}

/** Seconds since the epoch, the unit of DynamoDB's TTL attributes and of JWT claims. */
export function epochSeconds(clock: Clock): number {
  return Math.floor(clock.now().getTime() / 1000);
}
