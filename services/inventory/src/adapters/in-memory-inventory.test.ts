import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@tradewind/kernel';
import fc from 'fast-check';
import { inMemoryInventory } from './in-memory-inventory.ts';
import { inventorySuite } from './inventory.suite.ts';
import { inventoryScenario, settableClock } from '../test-support/scenario.ts';

inventorySuite('in memory', () => inMemoryInventory());

function rethrowDefects(error: unknown): void {
  if (!isDomainError(error)) throw error;
}

const orders = ['ord_1', 'ord_2', 'ord_3', 'ord_4'];
const order = fc.constantFrom(...orders);
const step = fc.oneof(
  fc.record({ do: fc.constant('reserve' as const), order, quantity: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('commit' as const), order }),
  fc.record({ do: fc.constant('release' as const), order }),
  fc.record({ do: fc.constant('adjust' as const), delta: fc.integer({ min: -5, max: 8 }) }),
  fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 20 }) }),
);

describe('any history of a SKU', () => {
  it('keeps the ledger equal to available + reserved, reserved equal to the open reservations, and no level negative', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const clock = settableClock();
        const inventory = inMemoryInventory();
        const shop = inventoryScenario(inventory, clock);
        await shop.stock('A', 10, 'london', 'initial');
        for (const one of steps) {
          const done = {
            reserve: () => one.do === 'reserve' && shop.reserve(one.order, ['A', one.quantity]),
            commit: () => one.do === 'commit' && shop.commit(one.order),
            release: () => one.do === 'release' && shop.release(one.order),
            adjust: () => one.do === 'adjust' && shop.stock('A', one.delta, 'london', 'correction'),
            wait: async () => {
              if (one.do === 'wait') clock.advance(one.minutes);
              await shop.expire();
            },
          };
          await Promise.resolve(done[one.do]()).catch(rethrowDefects);
          const [level] = await shop.levels('A');
          const found = await Promise.all(orders.map((orderId) => inventory.reservations.find(orderId)));
          const promised = found
            .filter((reservation) => reservation?.status === 'held' || reservation?.status === 'committed')
            .flatMap((reservation) => reservation?.allocations ?? [])
            .reduce((total, { quantity }) => total + quantity, 0);
          const entered = inventory.movements.reduce((total, { delta }) => total + delta, 0);
          expect(level?.available).toBeGreaterThanOrEqual(0);
          expect(level?.reserved).toBe(promised);
          expect((level?.available ?? 0) + (level?.reserved ?? 0)).toBe(entered);
        }
      }),
      { numRuns: 150 },
    );
  });
});
