import { expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import type { ChargeStatus, ChargeStore } from './charge-store.ts';

/** What every store of the sandbox's charges does; run against each adapter. */
export function chargeStoreSuite(store: () => ChargeStore): void {
  async function charged(status: ChargeStatus): Promise<string> {
    const key = newId('pay');
    await store().createOrFind({ key, status });
    return key;
  }

  async function statusOf(key: string): Promise<ChargeStatus> {
    return (await store().createOrFind({ key, status: 'declined' })).charge.status;
  }

  it('creates a charge once and finds it from then on', async () => {
    const key = newId('pay');
    expect(await store().createOrFind({ key, status: 'authorized' })).toEqual({
      charge: { key, status: 'authorized' },
      created: true,
    });
    expect(await store().createOrFind({ key, status: 'declined' })).toEqual({
      charge: { key, status: 'authorized' },
      created: false,
    });
  });

  it('lets one of many create a key’s charge', async () => {
    const key = newId('pay');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => store().createOrFind({ key, status: 'authorized' })),
    );
    expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
  });

  it('recovers a failing charge', async () => {
    const key = await charged('failing');
    expect(await store().recover(key)).toEqual({ key, status: 'authorized' });
    expect(await statusOf(key)).toBe('authorized');
  });

  it.each(['authorized', 'declined', 'voided'] as const)(
    'has nothing to recover of a charge that is %s',
    async (status) => {
      const key = await charged(status);
      expect(await store().recover(key)).toEqual({ key, status });
    },
  );

  it('recovers no charge that does not exist', async () => {
    await expect(store().recover(newId('pay'))).rejects.toBeInstanceOf(Error);
  });

  it.each(['authorized', 'declined', 'failing', 'voided'] as const)('voids a charge that is %s', async (status) => {
    const key = await charged(status);
    await store().void(key);
    expect(await statusOf(key)).toBe('voided');
    expect((await store().recover(key)).status).toBe('voided');
  });

  it('voids a key that has no charge yet, for good', async () => {
    const key = newId('pay');
    await store().void(key);
    expect(await store().createOrFind({ key, status: 'authorized' })).toEqual({
      charge: { key, status: 'voided' },
      created: false,
    });
  });
}
