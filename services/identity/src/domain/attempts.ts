import { epochSeconds, type Clock } from '@tradewind/kernel';

/** How often something may be tried for one subject within a fixed window. */
export interface AttemptRule {
  readonly purpose: 'registration' | 'confirmation' | 'password-reset' | 'reset-confirmation' | 'export';
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Each attempt mails the owner of an address. */
export const REGISTRATION: AttemptRule = { purpose: 'registration', limit: 5, windowSeconds: 3600 };
export const PASSWORD_RESET: AttemptRule = { purpose: 'password-reset', limit: 5, windowSeconds: 3600 };
/** Each copy is work for every service. */
export const EXPORT: AttemptRule = { purpose: 'export', limit: 5, windowSeconds: 24 * 3600 };
/**
 * Guesses of a code. The limits lie where the directory's own begin: it counts for known users only, so that whatever
 * it lets through further would tell known addresses from unknown ones.
 */
export const CONFIRMATION: AttemptRule = { purpose: 'confirmation', limit: 5, windowSeconds: 900 };
export const RESET_CONFIRMATION: AttemptRule = { purpose: 'reset-confirmation', limit: 5, windowSeconds: 900 };

/** The counter of one subject in the window that the clock stands in. */
export interface AttemptWindow {
  readonly key: string;
  /** Seconds since the epoch. */
  readonly endsAt: number;
  /** Seconds until then, at least 1. */
  readonly remaining: number;
}

export function attemptWindow(rule: AttemptRule, subject: string, clock: Clock): AttemptWindow {
  const now = epochSeconds(clock);
  const index = Math.floor(now / rule.windowSeconds);
  const endsAt = (index + 1) * rule.windowSeconds;
  return { key: `${rule.purpose}#${subject}#${index}`, endsAt, remaining: endsAt - now };
}
