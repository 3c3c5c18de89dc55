import { describe, expect, it } from '@jest/globals';
import { inMemoryInventory } from '../adapters/in-memory-inventory.ts';
import { inventoryScenario, settableClock } from '../test-support/scenario.ts';
import { releaseStock } from './release-stock.ts';
import { reserveStock } from './reserve-stock.ts';

const clock = settableClock();
const order = { orderId: 'ord_1', lines: [{ sku: 'A', quantity: 1 }] };

describe('reserveStock', () => {
  it('looks again after a lost race and takes what is left elsewhere', async () => {
    const inventory = inMemoryInventory();
    const shop = inventoryScenario(inventory, clock);
    await shop.stock('A', 1, 'london');
    await shop.stock('A', 1, 'york');
    let raced = false;
    const reservations: typeof inventory.reservations = {
      ...inventory.reservations,
      async hold(wanted) {
        if (!raced) {
          raced = true;
          await shop.reserve('ord_rival', ['A', 1]);
        }
        return inventory.reservations.hold(wanted);
      },
    };
    const { allocations } = await reserveStock({ levels: inventory.levels, reservations, clock })(order);
    expect(allocations).toEqual([{ sku: 'A', quantity: 1, locationId: 'york' }]);
  });

  it('answers with the reservation of its twin that took the last unit', async () => {
    const inventory = inMemoryInventory();
    const shop = inventoryScenario(inventory, clock);
    await shop.stock('A', 1);
    const answers = await Promise.all([shop.reserve('ord_1', ['A', 1]), shop.reserve('ord_1', ['A', 1])]);
    expect(answers[0]).toEqual(answers[1]);
    expect(await shop.levels('A')).toEqual([{ sku: 'A', locationId: 'london', available: 0, reserved: 1 }]);
  });

  it('gives up as busy when every attempt loses', async () => {
    const inventory = inMemoryInventory();
    await inventoryScenario(inventory, clock).stock('A', 1);
    const reservations = { ...inventory.reservations, hold: async () => false };
    await expect(reserveStock({ levels: inventory.levels, reservations, clock })(order)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'inventory.busy',
    });
  });
});

describe('releaseStock', () => {
  it('gives back a reservation that came between its look and its mark', async () => {
    const inventory = inMemoryInventory();
    const shop = inventoryScenario(inventory, clock);
    await shop.stock('A', 1);
    const reservations: typeof inventory.reservations = {
      ...inventory.reservations,
      async markReleased(mark) {
        await shop.reserve('ord_1', ['A', 1]);
        return inventory.reservations.markReleased(mark);
      },
    };
    await releaseStock({ reservations, clock })('ord_1');
    expect(await shop.levels('A')).toEqual([{ sku: 'A', locationId: 'london', available: 1, reserved: 0 }]);
  });

  it('gives up as busy when every attempt loses', async () => {
    const { reservations } = inMemoryInventory();
    const losing = { ...reservations, markReleased: async () => false };
    await expect(releaseStock({ reservations: losing, clock })('ord_1')).rejects.toMatchObject({
      code: 'inventory.busy',
    });
  });
});
