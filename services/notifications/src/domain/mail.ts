/** A mail ready to be handed over; both parts say the same. */
export interface Mail {
  /** Of the sender, beside the address that the mail service has verified. */
  readonly senderName: string;
  /** Where answers go, if not to the sender. */
  readonly replyTo?: string | undefined;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A line of an account: what, and how much. */
export interface AmountRow {
  readonly label: string;
  readonly amount: string;
  readonly emphasis?: boolean;
}

/** What a mail is made of, before it is known in which form it will be read. */
export type MailBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'amounts'; readonly rows: readonly AmountRow[] };

/** A mail as its template writes it. */
export interface MailDraft {
  readonly to: string;
  readonly subject: string;
  readonly blocks: readonly MailBlock[];
}

export const paragraph = (text: string): MailBlock => ({ kind: 'paragraph', text });
export const heading = (text: string): MailBlock => ({ kind: 'heading', text });
export const amounts = (rows: readonly AmountRow[]): MailBlock => ({ kind: 'amounts', rows });
