import { PasswordChanged } from '@tradewind/contracts/identity/password-changed.v1';
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
  sendRegistrationAttempted,
  sendWelcome,
  type CustomerMail,
} from '../use-cases/customer-mails.ts';
import type { SendMailDeps } from '../use-cases/send-mail.ts';
import { sendMailDeps } from '../wiring.ts';

function mailing<Data>(send: CustomerMail<Data>) {
  return async ({ event, deps, log, replayName }: EventContext<Data, SendMailDeps>): Promise<void> => {
    if (replayName !== undefined) {
      log.info('No mail for a replayed event.', { replayName });
      return;
    }
    const outcome = await send(deps)({ eventId: event.id, data: event.data });
    log.info('Mail handled.', { outcome });
  };
}

export const handler = queueHandler(
  { deps: sendMailDeps },
  on(UserRegistered, mailing(sendWelcome)),
  on(RegistrationAttempted, mailing(sendRegistrationAttempted)),
  on(PasswordChanged, mailing(sendPasswordChanged)),
  on(UserErased, mailing(sendAccountErased)),
  on(OrderConfirmed, mailing(sendOrderConfirmed)),
  on(OrderCancelled, mailing(sendOrderCancelled)),
);
