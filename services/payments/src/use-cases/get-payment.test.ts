import { describe, expect, it } from '@jest/globals';
import { paymentIdOf } from '../domain/payment.ts';
import type { Announcer, OutgoingEvent } from '../domain/ports.ts';
import { inMemoryDeps } from '../test-support/in-memory-deps.ts';
import { sampleAuthorization } from '../test-support/samples.ts';
import { authorizePayment } from './authorize-payment.ts';
import { getPayment } from './get-payment.ts';

const origin = { requestId: 'req-1', correlationId: 'cor-1', actor: 'usr_admin' };

async function paid() {
  const deps = inMemoryDeps();
  const request = sampleAuthorization();
  await authorizePayment(deps)(request);
  const announced: OutgoingEvent[] = [];
  const announce: Announcer['announce'] = async (event) => {
    announced.push(event);
  };
  const read = (announcer: Announcer = { announce }) =>
    getPayment({ history: deps.payments, clock: deps.clock, announcer });
  return { read, announced, paymentId: paymentIdOf(request.orderId) };
}

describe('reading a payment', () => {
  it('puts the admin on record, without what was read', async () => {
    const { read, announced, paymentId } = await paid();
    expect((await read()({ paymentId, origin })).payment.status).toBe('authorized');
    expect(announced).toMatchObject([
      {
        detailType: 'payments.admin-action-recorded.v1',
        detail: {
          data: {
            action: 'payments.payment-read',
            kind: 'access',
            actor: 'usr_admin',
            target: { type: 'payment', id: paymentId },
            before: null,
            after: null,
          },
        },
      },
    ]);
  });

  it('is not answered to an admin who cannot be put on record', async () => {
    const { read, paymentId } = await paid();
    const unreachable = { announce: () => Promise.reject(new Error('The bus is gone.')) };
    await expect(read(unreachable)({ paymentId, origin })).rejects.toThrow('The bus is gone.');
  });

  it('leaves no record of a payment that is not there', async () => {
    const { read, announced } = await paid();
    await expect(read()({ paymentId: 'pay_unknown', origin })).rejects.toMatchObject({
      code: 'payments.payment-not-found',
    });
    expect(announced).toEqual([]);
  });
});
