import type { MailKind } from '../domain/delivery.ts';
import type { MailDraft } from '../domain/mail.ts';
import type { Shop } from '../domain/shop.ts';
import { accountErasedMail } from '../domain/templates/account-erased.ts';
import { orderCancelledMail } from '../domain/templates/order-cancelled.ts';
import { orderConfirmedMail } from '../domain/templates/order-confirmed.ts';
import { passwordChangedMail } from '../domain/templates/password-changed.ts';
import { providerLinkedMail } from '../domain/templates/provider-linked.ts';
import { registrationAttemptedMail } from '../domain/templates/registration-attempted.ts';
import { welcomeMail } from '../domain/templates/welcome.ts';
import { sendMail, type SendMailDeps, type SendMailOutcome } from './send-mail.ts';

/** An event that a customer is told of by mail, and the shop that tells it. */
export interface MailedEvent<Data> {
  readonly eventId: string;
  readonly data: Data;
  readonly shop: Shop;
}

/** Sends the mail for an event, once per event; see {@link sendMail}. */
export type CustomerMail<Data> = (deps: SendMailDeps) => (event: MailedEvent<Data>) => Promise<SendMailOutcome>;

function customerMail<Data>(kind: MailKind, template: (data: Data, shop: Shop) => MailDraft): CustomerMail<Data> {
  return (deps) =>
    async ({ eventId, data, shop }) =>
      sendMail(deps)({ eventId, kind, draft: template(data, shop), shop });
}

export const sendWelcome = customerMail('welcome', welcomeMail);
export const sendRegistrationAttempted = customerMail('registration-attempted', registrationAttemptedMail);
export const sendPasswordChanged = customerMail('password-changed', passwordChangedMail);
export const sendProviderLinked = customerMail('provider-linked', providerLinkedMail);
export const sendAccountErased = customerMail('account-erased', accountErasedMail);
export const sendOrderConfirmed = customerMail('order-confirmed', orderConfirmedMail);
export const sendOrderCancelled = customerMail('order-cancelled', orderCancelledMail);
