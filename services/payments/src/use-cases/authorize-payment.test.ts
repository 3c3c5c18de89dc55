import { describe, expect, it } from '@jest/globals';
import { authorizePayment as contract } from '@tradewind/contracts/payments/authorize-payment';
import { newId } from '@tradewind/kernel';
import { paymentIdOf } from '../domain/payment.ts';
import { inMemoryDeps, type InMemoryDeps } from '../test-support/in-memory-deps.ts';
import { sampleAuthorization } from '../test-support/samples.ts';
import { authorizePayment } from './authorize-payment.ts';

async function historyOf({ payments }: InMemoryDeps, orderId: string) {
  const history = await payments.read(paymentIdOf(orderId));
  return { status: history?.payment.status, entries: history?.entries.map(({ kind }) => kind) };
}

describe('authorizing a payment', () => {
  it('answers what its contract says and posts the hold', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    const answer = await authorizePayment(deps)(request);
    expect(contract.response.parse(answer)).toEqual({ paymentId: paymentIdOf(request.orderId), status: 'authorized' });
    expect(await historyOf(deps, request.orderId)).toEqual({ status: 'authorized', entries: ['hold'] });
  });

  it('holds once, however often and however concurrently it is asked', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    const answers = await Promise.all(Array.from({ length: 50 }, () => authorizePayment(deps)(request)));
    answers.push(await authorizePayment(deps)(request));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(deps.charges.held()).toEqual([paymentIdOf(request.orderId)]);
    expect(await historyOf(deps, request.orderId)).toEqual({ status: 'authorized', entries: ['hold'] });
  });

  it('declines, and keeps declining', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization('pm_sandbox_declined');
    const declined = { code: 'payments.declined', kind: 'payment-declined' };
    await expect(authorizePayment(deps)(request)).rejects.toMatchObject(declined);
    await expect(authorizePayment(deps)(request)).rejects.toMatchObject(declined);
    expect(await historyOf(deps, request.orderId)).toEqual({ status: 'declined', entries: [] });
  });

  it('names a payment method that nobody knows', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization('pm_card_visa');
    await expect(authorizePayment(deps)(request)).rejects.toMatchObject({
      code: 'payments.unknown-payment-method',
      kind: 'rule-violated',
    });
  });

  it('leaves the payment authorizing when the provider fails, and settles it when asked again', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization('pm_sandbox_fails_once');
    await expect(authorizePayment(deps)(request)).rejects.toMatchObject({ code: 'payments.provider-unavailable' });
    expect(await historyOf(deps, request.orderId)).toEqual({ status: 'authorizing', entries: [] });
    expect(await authorizePayment(deps)(request)).toMatchObject({ status: 'authorized' });
    expect(await historyOf(deps, request.orderId)).toEqual({ status: 'authorized', entries: ['hold'] });
  });

  it('settles by the same key what a crash left between the provider’s answer and its record', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    const crashing = { ...deps, payments: { ...deps.payments, save: () => Promise.reject(new Error('crash')) } };
    await expect(authorizePayment(crashing)(request)).rejects.toThrow('crash');
    expect(deps.charges.held()).toHaveLength(1);
    expect(await authorizePayment(deps)(request)).toMatchObject({ status: 'authorized' });
    expect(deps.charges.held()).toHaveLength(1);
    expect(await historyOf(deps, request.orderId)).toEqual({ status: 'authorized', entries: ['hold'] });
  });

  it('settles a slow payment by the second ask; the late first answer changes nothing', async () => {
    const late = Promise.withResolvers<void>();
    const deps = inMemoryDeps(() => late.promise);
    const request = sampleAuthorization('pm_sandbox_slow');
    const first = authorizePayment(deps)(request);
    expect(await authorizePayment(deps)(request)).toMatchObject({ status: 'authorized' });
    late.resolve();
    expect(await first).toMatchObject({ status: 'authorized' });
    expect(await historyOf(deps, request.orderId)).toEqual({ status: 'authorized', entries: ['hold'] });
  });

  it('refuses another amount or method under the same order', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    await authorizePayment(deps)(request);
    const mismatch = { code: 'payments.request-mismatch', kind: 'conflict' };
    const dearer = { ...request, amount: { amount: 5000, currency: 'GBP' as const } };
    await expect(authorizePayment(deps)(dearer)).rejects.toMatchObject(mismatch);
    await expect(authorizePayment(deps)({ ...request, paymentMethod: 'pm_sandbox_slow' })).rejects.toMatchObject(
      mismatch,
    );
  });

  it('keeps two orders apart', async () => {
    const deps = inMemoryDeps();
    await authorizePayment(deps)(sampleAuthorization('pm_sandbox_ok', newId('ord')));
    await expect(authorizePayment(deps)(sampleAuthorization('pm_sandbox_declined'))).rejects.toMatchObject({
      code: 'payments.declined',
    });
    expect(deps.charges.held()).toHaveLength(1);
  });
});
