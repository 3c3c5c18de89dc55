import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PaymentView } from '@tradewind/contracts/payments/views';
import { newId } from '@tradewind/kernel';
import { lambdaContext, startTestCloud } from '@tradewind/testing';
import { paymentIdOf } from '../domain/payment.ts';
import { httpSample, sampleEvent } from '../test-support/sample-events.ts';
import { sampleAuthorization } from '../test-support/samples.ts';
import { handler as authorizePayment } from './authorize-payment.ts';
import { handler as getPayment } from './get-payment.ts';
import { handler as voidPayment } from './void-payment.ts';

let cloud: Awaited<ReturnType<typeof startTestCloud>>;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'payments'], functions: false });
  process.env['TABLE_NAME'] = 'tradewind-payments-dev';
  process.env['PAYMENT_PROVIDER'] = 'sandbox';
  process.env['SANDBOX_PAYMENTS'] = 'allowed';
  process.env['EVENT_BUS_NAME'] = 'tradewind-dev';
});

afterAll(() => cloud.close());

async function paymentOf(orderId: string) {
  const event = httpSample('get-payment', { pathParameters: { paymentId: paymentIdOf(orderId) } });
  const { statusCode, headers, body } = await getPayment(event, lambdaContext());
  expect(statusCode).toBe(200);
  return { etag: headers['etag'], view: PaymentView.parse(JSON.parse(body)) };
}

describe('every sample event', () => {
  it('runs through its handler: held, seen, given up', async () => {
    const context = lambdaContext();
    expect(await getPayment(sampleEvent('get-payment'), context)).toMatchObject({ statusCode: 404 });
    expect(await authorizePayment(sampleEvent('authorize-payment'), context)).toMatchObject({ status: 'authorized' });
    expect(await getPayment(sampleEvent('get-payment'), context)).toMatchObject({ statusCode: 200 });
    expect(await voidPayment(sampleEvent('void-payment'), context)).toEqual({});
    await expect(authorizePayment(sampleEvent('authorize-payment'), context)).rejects.toMatchObject({
      name: 'payments.voided',
    });
  });
});

describe('the steps of the saga', () => {
  it('authorize and void a payment that support can follow', async () => {
    const request = sampleAuthorization();
    await authorizePayment(request, lambdaContext());
    const held = await paymentOf(request.orderId);
    expect(held).toMatchObject({ etag: '"2"', view: { status: 'authorized', amount: request.amount, userId: null } });
    await voidPayment({ orderId: request.orderId }, lambdaContext());
    const { etag, view } = await paymentOf(request.orderId);
    expect(etag).toBe('"3"');
    expect(view.ledger.map(({ kind, postings }) => [kind, postings.map(({ amount }) => amount.amount)])).toEqual([
      ['hold', [4999, -4999]],
      ['release', [-4999, 4999]],
    ]);
  });

  it.each([
    ['pm_sandbox_declined', 'payments.declined'],
    ['pm_nobody_knows', 'payments.unknown-payment-method'],
  ])('fail with %s under the code on which the saga branches', async (paymentMethod, name) => {
    const request = sampleAuthorization(paymentMethod);
    await expect(authorizePayment(request, lambdaContext())).rejects.toMatchObject({ name });
    expect((await paymentOf(request.orderId)).view).toMatchObject({ status: 'declined', ledger: [] });
  });

  it('fail once with pm_sandbox_fails_once, then succeed', async () => {
    const request = sampleAuthorization('pm_sandbox_fails_once');
    await expect(authorizePayment(request, lambdaContext())).rejects.toMatchObject({
      name: 'payments.provider-unavailable',
    });
    expect((await paymentOf(request.orderId)).view.status).toBe('authorizing');
    expect(await authorizePayment(request, lambdaContext())).toMatchObject({ status: 'authorized' });
  });

  it('show a payment given up before it began as one without an amount', async () => {
    const orderId = newId('ord');
    await voidPayment({ orderId }, lambdaContext());
    expect((await paymentOf(orderId)).view).toMatchObject({ status: 'voided', amount: null, paymentMethod: null });
  });
});
