import { paragraph, type MailDraft } from '../mail.ts';
import type { Shop } from '../shop.ts';

export interface Welcome {
  readonly email: string;
  readonly name: string;
}

export function welcomeMail({ email, name }: Welcome, shop: Shop): MailDraft {
  return {
    to: email,
    subject: `Welcome to ${shop.name}`,
    blocks: [
      paragraph(`Hello ${name},`),
      paragraph('Your email address is confirmed and your account is ready. You can sign in and start shopping.'),
      paragraph('When you buy something, we will send the confirmation to this address.'),
      paragraph('We are glad that you are here.'),
    ],
  };
}
