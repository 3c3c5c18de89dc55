import { eventually } from '@tradewind/testing';
import * as z from 'zod/mini';
import { baseUrl } from './api.ts';

const Message = z.object({
  id: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.optional(z.string()),
});
export type Message = z.output<typeof Message>;
const Messages = z.object({ messages: z.array(Message) });

/** All mails to an address, newest first. */
export async function mailsTo(address: string): Promise<Message[]> {
  const response = await fetch(`${baseUrl()}/mailbox/messages?to=${encodeURIComponent(address)}`);
  return Messages.parse(await response.json()).messages;
}

/** Waits for a mail whose subject matches. */
export async function mailTo(address: string, subject: RegExp): Promise<Message> {
  return eventually(async () => {
    const mails = await mailsTo(address);
    const found = mails.find((mail) => subject.test(mail.subject));
    if (found === undefined)
      throw new Error(`No mail like ${subject} among: ${mails.map((mail) => mail.subject).join(', ')}`);
    return found;
  });
}

/** The confirmation code that was mailed to a new user. */
export async function confirmationCode(address: string): Promise<string> {
  const { text, subject } = await mailTo(address, /code/i);
  const code = /\b(\d{6})\b/.exec(`${subject} ${text}`)?.[1];
  if (code === undefined) throw new Error(`There is no code in: ${text}`);
  return code;
}
