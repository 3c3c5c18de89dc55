import { DomainError, timestamp, type Clock } from '@tradewind/kernel';
import { claimDelivery, type MailKind } from '../domain/delivery.ts';
import type { MailDraft } from '../domain/mail.ts';
import type { Deliveries, Mailer } from '../domain/ports.ts';
import { renderMail } from '../domain/render-mail.ts';
import type { Shop } from '../domain/shop.ts';

export interface SendMailDeps {
  readonly deliveries: Deliveries;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

export interface SendMail {
  readonly eventId: string;
  readonly kind: MailKind;
  readonly draft: MailDraft;
  readonly shop: Shop;
}

export type SendMailOutcome = 'sent' | 'already-sent';

/**
 * Sends the mail of an event once, however often the event is delivered. Throws
 * `notifications.delivery-in-progress` while another invocation is sending it, so that the queue asks again later.
 *
 * Between the mail service's acceptance and the mark lies a moment in which a crash makes the mail go out twice;
 * the mail service knows no key by which it could tell. The other order would lose the mail instead.
 */
export function sendMail({ deliveries, mailer, clock }: SendMailDeps) {
  return async ({ eventId, kind, draft, shop }: SendMail): Promise<SendMailOutcome> => {
    const claim = await deliveries.claim(claimDelivery(eventId, kind, clock));
    if (claim === 'sent') return 'already-sent';
    if (claim === 'in-progress') {
      throw new DomainError(
        'conflict',
        'notifications.delivery-in-progress',
        'Another invocation is sending this mail.',
      );
    }
    const messageId = await mailer.send(renderMail(draft, shop));
    await deliveries.markSent(eventId, { messageId, sentAt: timestamp(clock) });
    return 'sent';
  };
}
