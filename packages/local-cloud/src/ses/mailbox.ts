import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '@tradewind/kernel';
import { jsonColumn, type Store } from '../store.ts';

const Addresses = z.array(z.string());

const Mail = z.object({
  id: z.string(),
  /** Who put it here: an email of a service, a code of the user pool, or a topic. */
  origin: z.enum(['ses', 'cognito', 'sns']),
  from: z.string(),
  to: Addresses,
  cc: Addresses,
  bcc: Addresses,
  replyTo: Addresses,
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  headers: z.record(z.string(), z.string()),
  /** RFC 3339 in UTC. */
  sentAt: z.string(),
});
export type Mail = z.output<typeof Mail>;

/** What a sender gives; the rest is empty. */
export type NewMail = Pick<Mail, 'origin' | 'from' | 'to' | 'subject'> & Partial<Omit<Mail, 'id' | 'sentAt'>>;

export interface Mailbox {
  /** Stores a mail and answers it with its id and time. */
  deliver(mail: NewMail): Mail;
  get(id: string): Mail | undefined;
  /** Newest first; `to` is an address among to, cc and bcc, whatever its case. */
  list(filter?: { readonly to?: string; readonly limit?: number }): Mail[];
  clear(): void;
}

const DEFAULT_LIMIT = 50;
const Row = z.object({ mail: jsonColumn(Mail) });

/** The mailbox that every mail of the local cloud ends in, instead of going out. */
export function openMailbox({ store, clock }: { readonly store: Store; readonly clock: Clock }): Mailbox {
  store.define(`CREATE TABLE IF NOT EXISTS mails (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, recipients TEXT NOT NULL, mail TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS mails_newest ON mails (seq DESC);`);
  const insert = store.command('INSERT INTO mails (id, recipients, mail) VALUES (:id, :recipients, :mail)');
  const byId = store.query('SELECT mail FROM mails WHERE id = :id', Row);
  const newest = store.query('SELECT mail FROM mails ORDER BY seq DESC LIMIT :limit', Row);
  const newestTo = store.query(
    `SELECT mail FROM mails WHERE EXISTS (SELECT 1 FROM json_each(recipients) WHERE value = :to)
     ORDER BY seq DESC LIMIT :limit`,
    Row,
  );
  const clear = store.command('DELETE FROM mails');

  return {
    deliver(input) {
      const mail: Mail = {
        cc: [],
        bcc: [],
        replyTo: [],
        text: '',
        html: '',
        headers: {},
        ...input,
        id: randomUUID(),
        sentAt: clock.now().toISOString(),
      };
      const recipients = [...mail.to, ...mail.cc, ...mail.bcc].map(addressOnly);
      insert.run({ id: mail.id, recipients: JSON.stringify(recipients), mail: JSON.stringify(mail) });
      return mail;
    },
    get: (id) => byId.get({ id })?.mail,
    list({ to, limit = DEFAULT_LIMIT } = {}) {
      const rows = to === undefined ? newest.all({ limit }) : newestTo.all({ to: addressOnly(to), limit });
      return rows.map(({ mail }) => mail);
    },
    clear: () => void clear.run(),
  };
}

/** `Ada <ada@example.com>` → `ada@example.com`, in lower case. */
export function addressOnly(address: string): string {
  return (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim().toLowerCase();
}
