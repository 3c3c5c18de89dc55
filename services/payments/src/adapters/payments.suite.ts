import { expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { beginPayment, settlePayment, tombstone, voidPayment, type AuthorizedPayment } from '../domain/payment.ts';
import type { PaymentHistory, PaymentRepository } from '../domain/ports.ts';
import { NOW, sampleRequest } from '../test-support/samples.ts';

const authorized = { outcome: 'authorized', reference: 'ref-1' } as const;

/** What every payment repository does; run against each adapter. */
export function paymentRepositorySuite(repository: () => PaymentRepository & PaymentHistory): void {
  async function started(userId?: string) {
    const payment = beginPayment(newId('ord'), sampleRequest(userId === undefined ? {} : { userId }), NOW);
    await repository().createOrFind(payment);
    return payment;
  }

  it('finds no payment that was never created', async () => {
    const id = newId('pay');
    expect(await repository().find(id)).toBeUndefined();
    expect(await repository().read(id)).toBeUndefined();
  });

  it('gives back what was created, with and without a user, and tombstones', async () => {
    const grave = tombstone(newId('ord'), NOW);
    for (const payment of [await started(), await started(newId('usr')), await repository().createOrFind(grave)]) {
      expect(await repository().find(payment.id)).toEqual(payment);
      expect(await repository().read(payment.id)).toEqual({ payment, entries: [] });
    }
  });

  it('answers the payment that stands there instead of creating a second', async () => {
    const payment = await started();
    expect(await repository().createOrFind(tombstone(payment.orderId, NOW))).toEqual(payment);
    expect(await repository().find(payment.id)).toEqual(payment);
  });

  it('lets one of many create it and tells the others who it was', async () => {
    const orderId = newId('ord');
    const methods = Array.from({ length: 20 }, (_, index) => `pm_${index}`);
    const found = await Promise.all(
      methods.map((paymentMethod) =>
        repository().createOrFind(beginPayment(orderId, sampleRequest({ paymentMethod }), NOW)),
      ),
    );
    expect(new Set(found.map(({ request }) => request?.paymentMethod)).size).toBe(1);
  });

  it('saves a transition with its entry, and the next with the next', async () => {
    const payment = await started();
    expect(await repository().save(settlePayment(payment, authorized, NOW))).toBe(true);
    const held: AuthorizedPayment = { ...payment, status: 'authorized', reference: 'ref-1', version: 2 };
    expect(await repository().find(payment.id)).toEqual(held);
    expect(await repository().save(voidPayment(held, NOW))).toBe(true);
    const history = await repository().read(payment.id);
    expect(history?.payment).toMatchObject({ status: 'voided', reference: 'ref-1', version: 3 });
    expect(history?.entries.map(({ kind }) => kind)).toEqual(['hold', 'release']);
  });

  it('saves a transition without an entry', async () => {
    const payment = await started();
    expect(await repository().save(settlePayment(payment, { outcome: 'declined', reason: 'declined' }, NOW))).toBe(
      true,
    );
    const history = await repository().read(payment.id);
    expect(history).toMatchObject({ payment: { status: 'declined', reason: 'declined', version: 2 }, entries: [] });
  });

  it('refuses a transition of a version that is no longer the last, with its entry', async () => {
    const payment = await started();
    await repository().save(voidPayment(payment, NOW));
    expect(await repository().save(settlePayment(payment, authorized, NOW))).toBe(false);
    expect(await repository().save(settlePayment(payment, { outcome: 'voided' }, NOW))).toBe(false);
    expect(await repository().read(payment.id)).toMatchObject({
      payment: { status: 'voided', version: 2 },
      entries: [],
    });
  });

  it('lets exactly one of many simultaneous transitions through', async () => {
    const payment = await started();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        repository().save(index % 2 === 0 ? settlePayment(payment, authorized, NOW) : voidPayment(payment, NOW)),
      ),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const history = await repository().read(payment.id);
    expect(history?.entries).toHaveLength(history?.payment.status === 'authorized' ? 1 : 0);
  });
}
