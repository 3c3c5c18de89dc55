import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTable, type Table } from '@tradewind/dynamodb';
import { systemClock } from '@tradewind/kernel';
import { meteredTable, startTestCloud } from '@tradewind/testing';
import { balanceOf } from '../domain/ledger.ts';
import { paymentIdOf } from '../domain/payment.ts';
import type { PaymentDeps, PaymentProvider } from '../domain/ports.ts';
import { sampleAuthorization } from '../test-support/samples.ts';
import { authorizePayment } from '../use-cases/authorize-payment.ts';
import { voidPayment } from '../use-cases/void-payment.ts';
import { dynamoPaymentHistory, dynamoPayments } from './dynamo-payments.ts';
import { paymentRepositorySuite } from './payments.suite.ts';
import { chargeStoreSuite } from './sandbox/charges.suite.ts';
import { dynamoCharges } from './sandbox/dynamo-charges.ts';
import { sandboxProvider } from './sandbox/sandbox-provider.ts';

const TABLE_NAME = 'tradewind-payments-dev';

let cloud: Awaited<ReturnType<typeof startTestCloud>>;
let table: Table;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'payments' });
  table = openTable(TABLE_NAME);
});

afterAll(() => cloud.close());

function depsOn(on: Table, provider: PaymentProvider = sandboxProvider(dynamoCharges(on))): PaymentDeps {
  return { payments: dynamoPayments(on), provider, clock: systemClock };
}

describe('payments in DynamoDB', () => {
  paymentRepositorySuite(() => ({ ...dynamoPayments(table), ...dynamoPaymentHistory(table) }));
});

describe('sandbox charges in DynamoDB', () => {
  chargeStoreSuite(() => dynamoCharges(table));
});

describe('a payment in DynamoDB', () => {
  it('is held once though 30 ask for it at once', async () => {
    const request = sampleAuthorization();
    await Promise.all(Array.from({ length: 30 }, () => authorizePayment(depsOn(table))(request)));
    const history = await dynamoPaymentHistory(table).read(paymentIdOf(request.orderId));
    expect(history).toMatchObject({ payment: { status: 'authorized', version: 2 }, entries: [{ kind: 'hold' }] });
  });

  it('ends with nothing held when authorizations and voids collide', async () => {
    const deps = depsOn(table);
    const request = sampleAuthorization();
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, index): Promise<unknown> =>
        index % 4 === 3 ? voidPayment(deps)(request) : authorizePayment(deps)(request),
      ),
    );
    const history = await dynamoPaymentHistory(table).read(paymentIdOf(request.orderId));
    expect(history?.payment.status).toBe('voided');
    expect(balanceOf('holds', history?.entries ?? [], 'GBP').amount).toBe(0);
    const asked = { ...request, key: paymentIdOf(request.orderId) };
    expect(await deps.provider.authorize(asked)).toEqual({ outcome: 'voided' });
  });
});

describe('what a payment costs in write units', () => {
  it('is what the README says', async () => {
    const { table: metered, unitsOf } = meteredTable(TABLE_NAME);
    const writeUnitsOf = async (work: () => Promise<unknown>) => (await unitsOf(work)).write;
    const deps = depsOn(metered, sandboxProvider(dynamoCharges(table)));
    const request = sampleAuthorization();
    const neverAsked = sampleAuthorization();
    const cost = {
      authorize: await writeUnitsOf(() => authorizePayment(deps)(request)),
      authorizeAgain: await writeUnitsOf(() => authorizePayment(deps)(request)),
      void: await writeUnitsOf(() => voidPayment(deps)(request)),
      voidAgain: await writeUnitsOf(() => voidPayment(deps)(request)),
      voidBefore: await writeUnitsOf(() => voidPayment(deps)(neverAsked)),
    };
    expect(cost).toEqual({ authorize: 5, authorizeAgain: 0, void: 4, voidAgain: 0, voidBefore: 1 });
  });
});
