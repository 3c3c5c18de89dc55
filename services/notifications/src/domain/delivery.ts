import type { Clock } from '@tradewind/kernel';

export type MailKind =
  | 'welcome'
  | 'registration-attempted'
  | 'password-changed'
  | 'provider-linked'
  | 'account-erased'
  | 'order-confirmed'
  | 'order-cancelled';

/** The claim of one invocation to send the mail of one event. */
export interface DeliveryClaim {
  readonly eventId: string;
  readonly kind: MailKind;
  /** RFC 3339 in UTC: the instant of the claim. */
  readonly claimedAt: string;
  /** RFC 3339 in UTC: when another invocation may try, should this one have died. */
  readonly leaseUntil: string;
}

/** Milliseconds: longer than the function may run, shorter than the queue waits before it delivers again. */
const LEASE = 30_000;

export function claimDelivery(eventId: string, kind: MailKind, clock: Clock): DeliveryClaim {
  const now = clock.now().getTime();
  return {
    eventId,
    kind,
    claimedAt: new Date(now).toISOString(),
    leaseUntil: new Date(now + LEASE).toISOString(),
  };
}
