import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestCloud, type TestCloud } from '@tradewind/testing';
import { paymentIdOf } from '../domain/payment.ts';
import { sampleAuthorization } from '../test-support/samples.ts';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ services: ['platform', 'payments'], functions: true });
}, 60_000);

afterAll(() => cloud.close());

function invoke(step: 'authorize-payment' | 'void-payment', request: unknown) {
  return cloud.runtime.invoke(`tradewind-payments-dev-${step}`, request);
}

describe('the payments service under its own roles', () => {
  it('holds, answers again, and gives up', async () => {
    const request = sampleAuthorization();
    const authorized = { payload: { paymentId: paymentIdOf(request.orderId), status: 'authorized' } };
    expect(await invoke('authorize-payment', request)).toMatchObject(authorized);
    expect(await invoke('authorize-payment', request)).toMatchObject(authorized);
    expect(await invoke('void-payment', { orderId: request.orderId })).toMatchObject({ payload: {} });
    expect(await invoke('authorize-payment', request)).toMatchObject({ payload: { errorType: 'payments.voided' } });
  });

  it('asks again with the same key what failed once', async () => {
    const request = sampleAuthorization('pm_sandbox_fails_once');
    expect(await invoke('authorize-payment', request)).toMatchObject({
      functionError: 'Unhandled',
      payload: { errorType: 'payments.provider-unavailable' },
    });
    expect(await invoke('authorize-payment', request)).toMatchObject({ payload: { status: 'authorized' } });
  });

  it('lets nobody read a payment without a token', async () => {
    const response = await fetch(`${cloud.url}/v1/payments/${paymentIdOf(sampleAuthorization().orderId)}`);
    expect(response.status).toBe(401);
  });
});
