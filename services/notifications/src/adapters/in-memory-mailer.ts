import type { Mail } from '../domain/mail.ts';
import type { Mailer } from '../domain/ports.ts';

export interface InMemoryMailer extends Mailer {
  /** What was sent, oldest first. */
  readonly sent: readonly Mail[];
}

export function inMemoryMailer(): InMemoryMailer {
  const sent: Mail[] = [];
  return {
    sent,
    async send(mail) {
      sent.push(mail);
      return `mail-${sent.length}`;
    },
  };
}
