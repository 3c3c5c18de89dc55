import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { settableClock } from '../test-support/scenario.ts';
import { applyStockFeed } from '../use-cases/apply-stock-feed.ts';
import type { StockFeeds, StockLevels } from '../use-cases/ports.ts';

const trace = { requestId: 'req-1', correlationId: 'cor-1' };

/** What counted stock does to the levels, whatever keeps them. */
export function stockFeedsSuite(name: string, adapters: () => { levels: StockLevels; feeds: StockFeeds }): void {
  describe(`stock feeds ${name}`, () => {
    let levels: StockLevels;
    let apply: (feedId: string, counts: Readonly<Record<string, number>>, submittedBy?: string) => Promise<object>;
    const onHand = async (sku: string) =>
      (await levels.of([sku])).map(({ available, reserved }) => available + reserved);

    beforeEach(() => {
      const made = adapters();
      levels = made.levels;
      const run = applyStockFeed({ ...made, clock: settableClock() });
      apply = (feedId, counts, submittedBy = 'key_1') =>
        run({
          feedId,
          submittedBy,
          locationId: 'leeds',
          lines: Object.entries(counts).map(([sku, units]) => ({ sku, onHand: units })),
          trace,
        });
    });

    it('brings every level to what was counted', async () => {
      const [fresh, known] = [newId('itm'), newId('itm')];
      await apply(newId('itm'), { [known]: 5 });
      const outcome = await apply(newId('itm'), { [fresh]: 7, [known]: 3 });
      expect(outcome).toEqual({ corrected: 2, unchanged: 0, belowReserved: [] });
      expect([await onHand(fresh), await onHand(known)]).toEqual([[7], [3]]);
    });

    it('counts once, also when the level has moved since, and also a line that changed nothing', async () => {
      const [feedId, confirming, sku] = [newId('itm'), newId('itm'), newId('itm')];
      await apply(feedId, { [sku]: 5 });
      await apply(confirming, { [sku]: 5 });
      await apply(newId('itm'), { [sku]: 9 });
      for (const repeated of [feedId, confirming]) {
        expect(await apply(repeated, { [sku]: 5 })).toEqual({ corrected: 0, unchanged: 1, belowReserved: [] });
      }
      expect(await onHand(sku)).toEqual([9]);
    });

    it('tells feeds of two senders apart', async () => {
      const [feedId, sku] = [newId('itm'), newId('itm')];
      await apply(feedId, { [sku]: 5 }, 'key_1');
      expect(await apply(feedId, { [sku]: 6 }, 'key_2')).toMatchObject({ corrected: 1 });
      expect(await onHand(sku)).toEqual([6]);
    });

    it('holds against others at the same time: the books end at one of the counts', async () => {
      const sku = newId('itm');
      await Promise.all([4, 5].map((count) => apply(newId('itm'), { [sku]: count })));
      expect([[4], [5]]).toContainEqual(await onHand(sku));
    });
  });
}
