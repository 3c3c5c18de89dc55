import type { DeliveryClaim } from './delivery.ts';
import type { Mail } from './mail.ts';

/** `claimed`: send it; `in-progress`: another invocation holds it; `sent`: it is done. */
export type ClaimOutcome = 'claimed' | 'in-progress' | 'sent';

/** Which mails have gone out, by the id of the event that asked for each. */
export interface Deliveries {
  /** Of several at once one is `claimed`; after its lease without success the next. */
  claim(claim: DeliveryClaim): Promise<ClaimOutcome>;
  markSent(eventId: string, receipt: Receipt): Promise<void>;
}

export interface Receipt {
  /** The mail service's id of the mail. */
  readonly messageId: string;
  /** RFC 3339 in UTC. */
  readonly sentAt: string;
}

export interface Mailer {
  /** Answers the mail service's id of the mail once it was accepted. */
  send(mail: Mail): Promise<string>;
}
