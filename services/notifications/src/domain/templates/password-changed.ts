import { paragraph, type MailDraft } from '../mail.ts';
import type { Shop } from '../shop.ts';

export interface PasswordChanged {
  readonly email: string;
  readonly name: string;
}

export function passwordChangedMail({ email, name }: PasswordChanged, shop: Shop): MailDraft {
  return {
    to: email,
    subject: `Your ${shop.name} password was changed`,
    blocks: [
      paragraph(`Hello ${name},`),
      paragraph(
        'Your password was changed with a code that we had sent to this address. You are signed out everywhere.',
      ),
      paragraph('If it was you, there is nothing to do but to sign in with the new password.'),
      paragraph(
        `If it was not you, someone can read your mail: secure your mailbox first, then ask for a new password at ${shop.name}.`,
      ),
    ],
  };
}
