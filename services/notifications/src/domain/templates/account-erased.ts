import { paragraph, type MailDraft } from '../mail.ts';
import type { Shop } from '../shop.ts';

export interface AccountErased {
  readonly email: string;
  readonly name: string;
}

export function accountErasedMail({ email, name }: AccountErased, shop: Shop): MailDraft {
  return {
    to: email,
    subject: `Your ${shop.name} account is being erased`,
    blocks: [
      paragraph(`Hello ${name},`),
      paragraph('Your account and your data are being erased; this cannot be taken back. You can no longer sign in.'),
      paragraph(
        'Of your orders we keep what the law demands: what was bought, amounts, tax and country, without your name and ' +
          'address.',
      ),
      paragraph('This is the last mail that you get from us. Thank you for having been with us.'),
    ],
  };
}
