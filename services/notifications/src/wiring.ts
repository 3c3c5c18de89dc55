import { openTable } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { dynamoDeliveries } from './adapters/dynamo-deliveries.ts';
import { sesMailer } from './adapters/ses-mailer.ts';
import { env } from './env.ts';
import type { SendMailDeps } from './use-cases/send-mail.ts';

export const sendMailDeps = (): SendMailDeps => ({
  deliveries: dynamoDeliveries(openTable(env().TABLE_NAME)),
  mailer: sesMailer(env().SENDER_ADDRESS),
  clock: systemClock,
});
