import type { Money } from '@tradewind/kernel';
import { heading, paragraph, type MailDraft } from '../mail.ts';
import { formatMoney } from '../money-format.ts';
import type { Shop } from '../shop.ts';

export interface CancelledOrder {
  readonly orderId: string;
  readonly email: string;
  /** In the words of who cancelled it; null when none were given. */
  readonly reason: string | null;
  readonly total: Money;
}

export function orderCancelledMail({ orderId, email, reason, total }: CancelledOrder, shop: Shop): MailDraft {
  return {
    to: email,
    subject: `Your ${shop.name} order ${orderId} is cancelled`,
    blocks: [
      heading(`Order ${orderId}`),
      paragraph('This order has been cancelled and will not be delivered.'),
      ...(reason === null ? [] : [paragraph(`Reason given: ${reason}`)]),
      paragraph(
        `The payment of ${formatMoney(total)} has been released. Your bank may show it as reserved for a few more days.`,
      ),
      paragraph('If you did not expect this, reply to this mail and we will look into it.'),
    ],
  };
}
