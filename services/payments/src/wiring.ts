import { openTable } from '@tradewind/dynamodb';
import { eventAnnouncer } from '@tradewind/dynamodb/event-announcer';
import { systemClock } from '@tradewind/kernel';
import { dynamoPaymentHistory, dynamoPayments } from './adapters/dynamo-payments.ts';
import { dynamoCharges } from './adapters/sandbox/dynamo-charges.ts';
import { sandboxProvider } from './adapters/sandbox/sandbox-provider.ts';
import type { PaymentDeps } from './domain/ports.ts';
import { busEnv, env, paymentProvider } from './env.ts';
import type { GetPaymentDeps } from './use-cases/get-payment.ts';

/** For functions that ask the payment provider. */
export function paymentDeps(): PaymentDeps {
  const table = openTable(env().TABLE_NAME);
  const providers = { sandbox: () => sandboxProvider(dynamoCharges(table)) };
  return { payments: dynamoPayments(table), provider: providers[paymentProvider()](), clock: systemClock };
}

export function getPaymentDeps(): GetPaymentDeps {
  return {
    history: dynamoPaymentHistory(openTable(env().TABLE_NAME)),
    announcer: eventAnnouncer(busEnv().EVENT_BUS_NAME),
    clock: systemClock,
  };
}
