import { openTable } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import type { LiveSetting } from '@tradewind/parameters/parameter-store';
import { dynamoDeliveries } from './adapters/dynamo-deliveries.ts';
import { sesMailer } from './adapters/ses-mailer.ts';
import { storedShop } from './adapters/stored-shop.ts';
import type { Shop } from './domain/shop.ts';
import { env } from './env.ts';
import type { SendMailDeps } from './use-cases/send-mail.ts';

export interface MailingDeps extends SendMailDeps {
  readonly shop: LiveSetting<Shop>;
}

export const mailingDeps = (): MailingDeps => ({
  deliveries: dynamoDeliveries(openTable(env().TABLE_NAME)),
  mailer: sesMailer(env().SENDER_ADDRESS),
  shop: storedShop(env().SHOP_PARAMETER),
  clock: systemClock,
});
