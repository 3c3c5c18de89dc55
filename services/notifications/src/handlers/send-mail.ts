import { PasswordChanged } from '@tradewind/contracts/identity/password-changed.v1';
import { ProviderLinked } from '@tradewind/contracts/identity/provider-linked.v1';
import { RegistrationAttempted } from '@tradewind/contracts/identity/registration-attempted.v1';
import { UserErased } from '@tradewind/contracts/identity/user-erased.v1';
import { UserRegistered } from '@tradewind/contracts/identity/user-registered.v1';
import { OrderCancelled } from '@tradewind/contracts/orders/order-cancelled.v1';
import { OrderConfirmed } from '@tradewind/contracts/orders/order-confirmed.v1';
import { on, queueHandler, type EventContext } from '@tradewind/middleware';
import {
  sendAccountErased,
  sendOrderCancelled,
  sendOrderConfirmed,
  sendPasswordChanged,
  sendProviderLinked,
  sendRegistrationAttempted,
  sendWelcome,
  type CustomerMail,
} from '../use-cases/customer-mails.ts';
import { mailingDeps, type MailingDeps } from '../wiring.ts';

function mailing<Data>(send: CustomerMail<Data>) {
  return async ({ event, deps, log }: EventContext<Data, MailingDeps>): Promise<void> => {
    const shop = await deps.shop.current((error) =>
      log.warn("The shop's settings were not read; others stand in.", { error }),
    );
    const outcome = await send(deps)({ eventId: event.id, data: event.data, shop });
    log.info('Mail handled.', { outcome });
  };
}

export const handler = queueHandler(
  { deps: mailingDeps },
  on(UserRegistered, { replays: 'drop' }, mailing(sendWelcome)),
  on(RegistrationAttempted, { replays: 'drop' }, mailing(sendRegistrationAttempted)),
  on(PasswordChanged, { replays: 'drop' }, mailing(sendPasswordChanged)),
  on(ProviderLinked, { replays: 'drop' }, mailing(sendProviderLinked)),
  on(UserErased, { replays: 'drop' }, mailing(sendAccountErased)),
  on(OrderConfirmed, { replays: 'drop' }, mailing(sendOrderConfirmed)),
  on(OrderCancelled, { replays: 'drop' }, mailing(sendOrderCancelled)),
);
