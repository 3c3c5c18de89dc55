import { paragraph, type MailDraft } from '../mail.ts';
import type { Shop } from '../shop.ts';

export interface ProviderLinked {
  readonly email: string;
  readonly name: string;
  readonly provider: string;
}

export function providerLinkedMail({ email, name, provider }: ProviderLinked, shop: Shop): MailDraft {
  return {
    to: email,
    subject: `You can now sign in to ${shop.name} with ${provider}`,
    blocks: [
      paragraph(`Hello ${name},`),
      paragraph(
        `Someone has signed in to ${shop.name} with ${provider}, which says that this email address is theirs. So your ` +
          `account opens with ${provider} from now on, besides your password.`,
      ),
      paragraph('If it was you, there is nothing to do.'),
      paragraph(
        `If it was not you, someone can use your address at ${provider}: secure your mailbox and your account there, ` +
          'and let us know, so that we close that way in.',
      ),
    ],
  };
}
