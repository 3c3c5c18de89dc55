import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { openServices } from './whole-service.test-support.ts';

let shop: Awaited<ReturnType<typeof openServices>>;
beforeAll(async () => {
  shop = await openServices('payments');
}, 60_000);
afterAll(() => shop.cloud.close());

describe('the functions of the payments do their work with the roles they have', () => {
  it('puts on record that an admin reads a payment, and shows it', async () => {
    const orderId = newId('ord');
    const amount = { amount: 4999, currency: 'GBP' };
    await shop.invoke('payments/authorize-payment', { orderId, amount, paymentMethod: 'pm_sandbox_ok' });
    const paymentId = orderId.replace('ord_', 'pay_');
    const answer = await shop.http('payments/get-payment', {
      path: `/v1/payments/${paymentId}`,
      pathParameters: { paymentId },
    });
    expect(answer).toMatchObject({ status: 200, body: { id: paymentId, status: 'authorized' } });
  });

  it('answers all who ask at the same time what one of them has settled', async () => {
    const request = {
      orderId: newId('ord'),
      amount: { amount: 4999, currency: 'GBP' },
      paymentMethod: 'pm_sandbox_ok',
    };
    // They run beside each other in one sandbox: each has begun before the first could have settled anything.
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => shop.invoke('payments/authorize-payment', request)),
    );
    for (const answer of answers) expect(answer).toMatchObject({ payload: { status: 'authorized' } });
  });
});
