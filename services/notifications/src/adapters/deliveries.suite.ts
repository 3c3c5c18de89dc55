import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { claimDelivery } from '../domain/delivery.ts';
import type { Deliveries } from '../domain/ports.ts';

/** What every adapter of the port `Deliveries` has to do. */
export function deliveriesSuite(name: string, make: () => Promise<Deliveries>): void {
  describe(`deliveries: ${name}`, () => {
    let deliveries: Deliveries;
    let eventId: string;

    const claimAt = (seconds: number) =>
      deliveries.claim(claimDelivery(eventId, 'welcome', { now: () => new Date(1_769_851_800_000 + seconds * 1000) }));
    const receipt = { messageId: 'mail-1', sentAt: '2026-01-31T09:30:01.000Z' };

    beforeEach(async () => {
      deliveries = await make();
      eventId = newId('evt');
    });

    it('let one of many claims at once have an event', async () => {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => claimAt(0)));
      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'in-progress')).toHaveLength(9);
    });

    it('give an event away again after its lease, once', async () => {
      await claimAt(0);
      await expect(claimAt(29)).resolves.toBe('in-progress');
      await expect(claimAt(30)).resolves.toBe('claimed');
      await expect(claimAt(31)).resolves.toBe('in-progress');
    });

    it('know for good what was sent', async () => {
      await claimAt(0);
      await deliveries.markSent(eventId, receipt);
      await expect(claimAt(0)).resolves.toBe('sent');
      await expect(claimAt(7 * 24 * 3600)).resolves.toBe('sent');
    });

    it('keep events apart', async () => {
      await claimAt(0);
      await deliveries.markSent(eventId, receipt);
      eventId = newId('evt');
      await expect(claimAt(0)).resolves.toBe('claimed');
    });
  });
}
