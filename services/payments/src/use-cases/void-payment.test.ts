import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { balanceOf } from '../domain/ledger.ts';
import { paymentIdOf } from '../domain/payment.ts';
import type { PaymentProvider } from '../domain/ports.ts';
import { inMemoryDeps } from '../test-support/in-memory-deps.ts';
import { sampleAuthorization } from '../test-support/samples.ts';
import { authorizePayment } from './authorize-payment.ts';
import { voidPayment } from './void-payment.ts';

describe('voiding a payment', () => {
  it('gives up the hold at the provider and in the ledger, once', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    await authorizePayment(deps)(request);
    await voidPayment(deps)(request);
    await voidPayment(deps)(request);
    expect(deps.charges.held()).toEqual([]);
    const history = await deps.payments.read(paymentIdOf(request.orderId));
    expect(history?.payment).toMatchObject({ status: 'voided', version: 3 });
    expect(history?.entries.map(({ kind }) => kind)).toEqual(['hold', 'release']);
  });

  it('releases once, however concurrently it is asked', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    await authorizePayment(deps)(request);
    await Promise.all(Array.from({ length: 20 }, () => voidPayment(deps)(request)));
    const history = await deps.payments.read(paymentIdOf(request.orderId));
    expect(history?.entries).toHaveLength(2);
  });

  it('refuses an authorisation that comes after it and never asks the provider', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    await voidPayment(deps)(request);
    await expect(authorizePayment(deps)(request)).rejects.toMatchObject({ code: 'payments.voided', kind: 'conflict' });
    expect(deps.charges.held()).toEqual([]);
  });

  it('leaves a declined payment declined', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization('pm_sandbox_declined');
    await expect(authorizePayment(deps)(request)).rejects.toMatchObject({ code: 'payments.declined' });
    await voidPayment(deps)(request);
    expect(await deps.payments.find(paymentIdOf(request.orderId))).toMatchObject({ status: 'declined' });
  });

  it('catches the answer that is still on its way', async () => {
    const late = Promise.withResolvers<void>();
    const deps = inMemoryDeps(() => late.promise);
    const request = sampleAuthorization('pm_sandbox_slow');
    const waiting = Promise.allSettled([authorizePayment(deps)(request)]);
    await voidPayment(deps)(request);
    late.resolve();
    expect(await waiting).toMatchObject([{ reason: { code: 'payments.voided' } }]);
    expect(deps.charges.held()).toEqual([]);
    expect(await deps.payments.find(paymentIdOf(request.orderId))).toMatchObject({ status: 'voided' });
  });

  it('also catches it at a provider that forgets the void of what it did not hold yet', async () => {
    const inMemory = inMemoryDeps();
    const { charges, provider } = inMemory;
    const answer = Promise.withResolvers<void>();
    const forgetful: PaymentProvider = {
      async authorize(asked) {
        await answer.promise;
        return provider.authorize(asked);
      },
      async void(key) {
        if (charges.held().includes(key)) await provider.void(key);
      },
    };
    const deps = { ...inMemory, provider: forgetful };
    const request = sampleAuthorization();
    const waiting = Promise.allSettled([authorizePayment(deps)(request)]);
    await voidPayment(deps)(request);
    answer.resolve();
    expect(await waiting).toMatchObject([{ reason: { code: 'payments.voided' } }]);
    expect(charges.held()).toEqual([]);
  });

  it('says so when the provider does not answer, claims nothing, and succeeds when repeated', async () => {
    const deps = inMemoryDeps();
    const request = sampleAuthorization();
    await authorizePayment(deps)(request);
    const down = { ...deps.provider, void: () => Promise.reject(new Error('connection reset')) };
    await expect(voidPayment({ ...deps, provider: down })(request)).rejects.toThrow('connection reset');
    expect(await deps.payments.find(paymentIdOf(request.orderId))).toMatchObject({ status: 'authorized' });
    await voidPayment(deps)(request);
    expect(deps.charges.held()).toEqual([]);
  });
});

describe('authorizing and voiding in any interleaving', () => {
  const methods = fc.constantFrom('pm_sandbox_ok', 'pm_sandbox_declined', 'pm_sandbox_slow', 'pm_sandbox_fails_once');

  it('leaves books that agree: the ledger holds what the provider holds, and after a void both hold nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        methods,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        async (s, pm, asks) => {
          const deps = inMemoryDeps();
          const scheduled = {
            ...deps,
            provider: {
              authorize: s.scheduleFunction(deps.provider.authorize),
              void: s.scheduleFunction(deps.provider.void),
            },
            payments: {
              ...deps.payments,
              find: s.scheduleFunction(deps.payments.find),
              createOrFind: s.scheduleFunction(deps.payments.createOrFind),
              save: s.scheduleFunction(deps.payments.save),
            },
          };
          const request = sampleAuthorization(pm);
          const work = Promise.allSettled(
            asks.map((authorize): Promise<unknown> =>
              authorize ? authorizePayment(scheduled)(request) : voidPayment(scheduled)(request),
            ),
          );
          await s.waitFor(work);
          const outcomes = await work;
          const history = await deps.payments.read(paymentIdOf(request.orderId));
          const held = balanceOf('holds', history?.entries ?? [], 'GBP').amount;
          const voided = outcomes.some(({ status }, index) => status === 'fulfilled' && asks[index] === false);
          // A failed first ask leaves the payment to be settled by the next, with nothing held meanwhile.
          expect(deps.charges.held()).toHaveLength(held === 0 ? 0 : 1);
          expect(held).toBe(history?.payment.status === 'authorized' ? 4999 : 0);
          expect(voided && held > 0).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });
});
