import { paragraph, type MailDraft } from '../mail.ts';
import type { Shop } from '../shop.ts';

export interface RegistrationAttempted {
  readonly email: string;
  readonly name: string;
}

export function registrationAttemptedMail({ email, name }: RegistrationAttempted, shop: Shop): MailDraft {
  return {
    to: email,
    subject: `You already have a ${shop.name} account`,
    blocks: [
      paragraph(`Hello ${name},`),
      paragraph(
        `Someone has just tried to register at ${shop.name} with this email address. It already has an account.`,
      ),
      paragraph('If it was you, sign in with your existing password; there is nothing to confirm.'),
      paragraph('If it was not you, you need not do anything. Your account and your password have not changed.'),
    ],
  };
}
