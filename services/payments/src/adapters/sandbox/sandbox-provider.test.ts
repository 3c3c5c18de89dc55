import { describe, expect, it } from '@jest/globals';
import { money, newId } from '@tradewind/kernel';
import { inMemoryCharges } from './in-memory-charges.ts';
import { sandboxProvider, SLOW_ANSWER_MS } from './sandbox-provider.ts';

function sandbox() {
  const charges = inMemoryCharges();
  const pauses: number[] = [];
  const provider = sandboxProvider(charges, (milliseconds) => {
    pauses.push(milliseconds);
    return Promise.resolve();
  });
  const key = newId('pay');
  const ask = (paymentMethod: string) => provider.authorize({ key, amount: money(100, 'GBP'), paymentMethod });
  return { provider, charges, pauses, key, ask };
}

describe('the sandbox provider', () => {
  it('authorizes pm_sandbox_ok, once per key', async () => {
    const { ask, charges, key } = sandbox();
    const first = await ask('pm_sandbox_ok');
    expect(first).toEqual({ outcome: 'authorized', reference: `sandbox_${key}` });
    expect(await ask('pm_sandbox_ok')).toEqual(first);
    expect(charges.held()).toEqual([key]);
  });

  it('declines pm_sandbox_declined, again and again', async () => {
    const { ask, charges } = sandbox();
    const declined = { outcome: 'declined', reason: 'declined' };
    expect([await ask('pm_sandbox_declined'), await ask('pm_sandbox_declined')]).toEqual([declined, declined]);
    expect(charges.held()).toEqual([]);
  });

  it('fails the first ask of pm_sandbox_fails_once and authorizes the second', async () => {
    const { ask, charges, key } = sandbox();
    await expect(ask('pm_sandbox_fails_once')).rejects.toMatchObject({
      code: 'payments.provider-unavailable',
      kind: 'unavailable',
    });
    expect(charges.held()).toEqual([]);
    expect(await ask('pm_sandbox_fails_once')).toMatchObject({ outcome: 'authorized' });
    expect(await ask('pm_sandbox_fails_once')).toMatchObject({ outcome: 'authorized' });
    expect(charges.held()).toEqual([key]);
  });

  it('has pm_sandbox_slow in its books before it answers, nine seconds later, and at once when asked again', async () => {
    const charges = inMemoryCharges();
    const waiting: (() => void)[] = [];
    const provider = sandboxProvider(charges, (milliseconds) => {
      expect(milliseconds).toBe(SLOW_ANSWER_MS);
      return new Promise<void>((resolve) => waiting.push(resolve));
    });
    const request = { key: newId('pay'), amount: money(100, 'GBP'), paymentMethod: 'pm_sandbox_slow' };
    const first = provider.authorize(request);
    expect(await provider.authorize(request)).toMatchObject({ outcome: 'authorized' });
    expect(charges.held()).toEqual([request.key]);
    for (const answer of waiting) answer();
    expect(await first).toMatchObject({ outcome: 'authorized' });
  });

  it('declines a payment method that it does not know, and books nothing', async () => {
    const { ask, pauses } = sandbox();
    expect(await ask('pm_card_visa')).toEqual({ outcome: 'declined', reason: 'unknown-payment-method' });
    expect(await ask('pm_sandbox_ok')).toMatchObject({ outcome: 'authorized' });
    expect(pauses).toEqual([]);
  });

  it.each(['pm_sandbox_ok', 'pm_sandbox_declined', 'pm_sandbox_slow', 'pm_sandbox_fails_once'])(
    'refuses %s under a key that was voided before',
    async (paymentMethod) => {
      const { ask, charges, provider, key } = sandbox();
      await provider.void(key);
      expect(await ask(paymentMethod)).toEqual({ outcome: 'voided' });
      expect(charges.held()).toEqual([]);
    },
  );

  it('gives up a hold, and then stays so', async () => {
    const { ask, charges, provider, key } = sandbox();
    await ask('pm_sandbox_ok');
    await provider.void(key);
    await provider.void(key);
    expect(charges.held()).toEqual([]);
    expect(await ask('pm_sandbox_ok')).toEqual({ outcome: 'voided' });
  });
});
