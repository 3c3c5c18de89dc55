import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  inventoryScenario,
  settableClock,
  type InventoryAdapters,
  type InventoryScenario,
  type SettableClock,
} from '../test-support/scenario.ts';
import type { Clock } from '@tradewind/kernel';

const code = (value: string) => expect.objectContaining({ code: value });

/** What every pair of adapters for stock levels and reservations must do. */
export function inventorySuite(name: string, open: (clock: Clock) => InventoryAdapters): void {
  describe(`the adapters ${name}`, () => {
    let clock: SettableClock;
    let shop: InventoryScenario;
    let adapters: InventoryAdapters;
    let sku: string;

    beforeAll(() => {
      clock = settableClock();
      adapters = open(clock);
      shop = inventoryScenario(adapters, clock);
    });
    beforeEach(() => {
      sku = shop.newSku();
    });

    describe('levels', () => {
      it('has none of a SKU that was never stocked', async () => {
        await expect(shop.levels(sku)).rejects.toThrow(code('inventory.stock-not-found'));
      });

      it('adds up movements for each location, locations in order of their ids', async () => {
        await shop.stock(sku, 5, 'york');
        await shop.stock(sku, 7, 'london', 'initial');
        expect(await shop.stock(sku, -2, 'london', 'damaged')).toEqual([
          { sku, locationId: 'london', available: 5, reserved: 0 },
          { sku, locationId: 'york', available: 5, reserved: 0 },
        ]);
      });

      it('opens the books of a SKU at a location once, also with nothing', async () => {
        await shop.stock(sku, 0, 'london', 'initial');
        await expect(shop.stock(sku, 4, 'london', 'initial')).rejects.toThrow(code('inventory.already-stocked'));
        await shop.stock(sku, 4, 'york', 'initial');
        expect((await shop.levels(sku)).map(({ available }) => available)).toEqual([0, 4]);
      });

      it('takes no unit that is not free, nor from a level that does not exist', async () => {
        await shop.stock(sku, 3);
        await shop.reserve(shop.newOrder(), [sku, 2]);
        await expect(shop.stock(sku, -2, 'london', 'lost')).rejects.toThrow(code('inventory.below-reserved'));
        await expect(shop.stock(sku, -1, 'york', 'lost')).rejects.toThrow(code('inventory.below-reserved'));
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 1, reserved: 2 }]);
      });

      it('refuses a level beyond what is counted', async () => {
        await shop.stock(sku, 1_000_000_000);
        await expect(shop.stock(sku, 1)).rejects.toThrow(code('inventory.level-too-high'));
      });
    });

    describe('reservations', () => {
      it('moves units from available to reserved and answers the same order the same', async () => {
        await shop.stock(sku, 5);
        const order = shop.newOrder();
        const first = await shop.reserve(order, [sku, 1], [sku, 2]);
        expect(first.allocations).toEqual([{ sku, locationId: 'london', quantity: 3 }]);
        expect(await shop.reserve(order, [sku, 1], [sku, 2])).toEqual(first);
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 2, reserved: 3 }]);
      });

      it('takes nothing when one of several SKUs falls short', async () => {
        const scarce = shop.newSku();
        await shop.stock(sku, 5);
        await shop.stock(scarce, 1);
        const order = shop.newOrder();
        await expect(shop.reserve(order, [sku, 1], [scarce, 2])).rejects.toThrow(code('inventory.insufficient-stock'));
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 5, reserved: 0 }]);
        expect(await adapters.reservations.find(order)).toBeUndefined();
      });

      it('holds nothing when a level no longer has what was seen there', async () => {
        await shop.stock(sku, 1);
        const wanted = {
          reservationId: 'rsv_stale',
          orderId: shop.newOrder(),
          status: 'held' as const,
          allocations: [{ sku, locationId: 'london', quantity: 2 }],
          expiresAt: '2026-01-31T09:45:00.000Z',
        };
        expect(await adapters.reservations.hold(wanted)).toBe(false);
        expect(await adapters.reservations.find(wanted.orderId)).toBeUndefined();
      });

      it('gives back what was held or committed, once', async () => {
        await shop.stock(sku, 4);
        const [held, committed] = [shop.newOrder(), shop.newOrder()];
        await shop.reserve(held, [sku, 1]);
        await shop.reserve(committed, [sku, 2]);
        await shop.commit(committed);
        for (const order of [held, held, committed, committed]) await shop.release(order);
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 4, reserved: 0 }]);
        await expect(shop.commit(held)).rejects.toThrow(code('inventory.reservation-released'));
      });

      it('refuses a reservation that comes after the release of its order', async () => {
        await shop.stock(sku, 4);
        const order = shop.newOrder();
        await shop.release(order);
        await shop.release(order);
        await expect(shop.reserve(order, [sku, 1])).rejects.toThrow(code('inventory.reservation-released'));
        await expect(shop.commit(order)).rejects.toThrow(code('inventory.reservation-released'));
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 4, reserved: 0 }]);
      });

      it('commits once and for all, and nothing where there is nothing', async () => {
        await shop.stock(sku, 1);
        const order = shop.newOrder();
        const { reservationId } = await shop.reserve(order, [sku, 1]);
        expect(await shop.commit(order)).toMatchObject({ reservationId, status: 'committed' });
        expect(await shop.commit(order)).toMatchObject({ reservationId, status: 'committed' });
        await expect(shop.commit(shop.newOrder())).rejects.toThrow(code('inventory.reservation-expired'));
      });

      it('expires what was held too long, and nothing else', async () => {
        await shop.stock(sku, 9);
        const [forgotten, committed, young] = [shop.newOrder(), shop.newOrder(), shop.newOrder()];
        await shop.reserve(forgotten, [sku, 1]);
        await shop.reserve(committed, [sku, 2]);
        await shop.commit(committed);
        clock.advance(14);
        await shop.reserve(young, [sku, 4]);
        await shop.expire();
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 2, reserved: 7 }]);
        clock.advance(1);
        expect(await shop.expire()).toBeGreaterThanOrEqual(1);
        expect(await shop.expire()).toBe(0);
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 3, reserved: 6 }]);
        await expect(shop.reserve(forgotten, [sku, 1])).rejects.toThrow(code('inventory.reservation-expired'));
        await expect(shop.commit(forgotten)).rejects.toThrow(code('inventory.reservation-expired'));
      });

      it('commits what is overdue as long as nobody has expired it', async () => {
        await shop.stock(sku, 1);
        const order = shop.newOrder();
        await shop.reserve(order, [sku, 1]);
        clock.advance(60);
        await shop.commit(order);
        await shop.expire();
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 0, reserved: 1 }]);
      });

      it('does not give back a reservation that was committed since it was read', async () => {
        await shop.stock(sku, 1);
        const seen = await shop.reserve(shop.newOrder(), [sku, 1]);
        await shop.commit(seen.orderId);
        expect(await adapters.reservations.giveBack(seen, 'expired')).toBe(false);
        expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 0, reserved: 1 }]);
      });
    });
  });
}
