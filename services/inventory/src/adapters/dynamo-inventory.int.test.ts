import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTable, type Table } from '@tradewind/dynamodb';
import { isDomainError, systemClock } from '@tradewind/kernel';
import { meteredTable, startTestCloud, type TestCloud } from '@tradewind/testing';
import * as z from 'zod/mini';
import { dynamoReservations } from './dynamo-reservations.ts';
import { dynamoStockFeeds } from './dynamo-stock-feeds.ts';
import { dynamoStockLevels } from './dynamo-stock-levels.ts';
import { stockFeedsSuite } from './stock-feeds.suite.ts';
import { inventorySuite } from './inventory.suite.ts';
import { inventoryScenario, type InventoryScenario } from '../test-support/scenario.ts';

const TABLE_NAME = 'tradewind-inventory-dev';

let cloud: TestCloud;
let table: Table;
let shop: InventoryScenario;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'inventory' });
  table = openTable(TABLE_NAME);
  shop = scenarioOn(table);
});

afterAll(() => cloud.close());

function scenarioOn(on: Table): InventoryScenario {
  return inventoryScenario(
    { levels: dynamoStockLevels(on), reservations: dynamoReservations(on, systemClock) },
    systemClock,
  );
}

/** What became of each call: its value's key, or the code it was refused with. */
async function outcomes(calls: readonly Promise<unknown>[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const settled of await Promise.allSettled(calls)) {
    if (settled.status === 'rejected' && !isDomainError(settled.reason)) throw settled.reason;
    const outcome = settled.status === 'fulfilled' ? 'done' : settled.reason.code;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

const Movement = z.object({ delta: z.int() });

async function enteredUnits(sku: string): Promise<number> {
  const { items } = await table.query({
    where: '#pk = :pk AND begins_with(#sk, :sk)',
    values: { ':pk': `STOCK#${sku}`, ':sk': 'MOVEMENT#' },
  });
  return items.reduce((total, item) => total + Movement.parse(item).delta, 0);
}

stockFeedsSuite('in DynamoDB', () => ({
  levels: dynamoStockLevels(table),
  feeds: dynamoStockFeeds(table, systemClock),
}));

inventorySuite('in DynamoDB', (clock) => {
  const opened = openTable(TABLE_NAME);
  return { levels: dynamoStockLevels(opened), reservations: dynamoReservations(opened, clock) };
});

describe('under contention', () => {
  it('sells one unit to one of 200 buyers', async () => {
    const sku = shop.newSku();
    await shop.stock(sku, 1);
    const sales = await outcomes(Array.from({ length: 200 }, () => shop.reserve(shop.newOrder(), [sku, 1])));
    expect(sales).toEqual(
      new Map([
        ['done', 1],
        ['inventory.insufficient-stock', 199],
      ]),
    );
    expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 0, reserved: 1 }]);
  }, 60_000);

  it('sells every unit of two SKUs that buyers take in opposite orders, and none twice', async () => {
    const [left, right] = [shop.newSku(), shop.newSku()];
    await shop.stock(left, 20);
    await shop.stock(right, 20);
    const sales = await outcomes(
      Array.from({ length: 40 }, (_, index) =>
        index % 2 === 0
          ? shop.reserve(shop.newOrder(), [left, 1], [right, 1])
          : shop.reserve(shop.newOrder(), [right, 1], [left, 1]),
      ),
    );
    const sold = sales.get('done') ?? 0;
    for (const sku of [left, right]) {
      expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 20 - sold, reserved: sold }]);
    }
    expect(sold + (sales.get('inventory.busy') ?? 0) + (sales.get('inventory.insufficient-stock') ?? 0)).toBe(40);
    expect(sold).toBeGreaterThan(0);
  }, 60_000);

  it('answers 20 calls of one order with one reservation', async () => {
    const sku = shop.newSku();
    await shop.stock(sku, 3);
    const order = shop.newOrder();
    const answers = await Promise.all(Array.from({ length: 20 }, () => shop.reserve(order, [sku, 2])));
    expect(new Set(answers.map(({ reservationId }) => reservationId)).size).toBe(1);
    expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 1, reserved: 2 }]);
  });

  it('settles commits and releases that collide in one way or the other, never in both', async () => {
    const sku = shop.newSku();
    await shop.stock(sku, 20);
    const orders = Array.from({ length: 20 }, () => shop.newOrder());
    await Promise.all(orders.map((order) => shop.reserve(order, [sku, 1])));
    await outcomes(orders.flatMap((order) => [shop.commit(order), shop.release(order), shop.commit(order)]));
    expect(await shop.levels(sku)).toEqual([{ sku, locationId: 'london', available: 20, reserved: 0 }]);
  });

  it('keeps the ledger equal to available + reserved through any interleaving', async () => {
    const sku = shop.newSku();
    await shop.stock(sku, 15, 'london', 'initial');
    const orders = Array.from({ length: 12 }, () => shop.newOrder());
    const steps = orders.flatMap((order, index) => [
      () => shop.reserve(order, [sku, 1 + (index % 3)]),
      () => (index % 2 === 0 ? shop.commit(order) : shop.release(order)),
      () => shop.stock(sku, index % 4 === 0 ? -2 : 1, 'london', 'correction'),
    ]);
    const shuffled = steps.map((step, index) => ({ step, at: (index * 17) % 36 })).sort((a, b) => a.at - b.at);
    await outcomes(shuffled.map(({ step }) => step()));
    const found = await Promise.all(orders.map((order) => dynamoReservations(table, systemClock).find(order)));
    const promised = found
      .filter((reservation) => reservation?.status === 'held' || reservation?.status === 'committed')
      .flatMap((reservation) => reservation?.allocations ?? [])
      .reduce((total, { quantity }) => total + quantity, 0);
    const [level] = await shop.levels(sku);
    expect(level?.reserved).toBe(promised);
    expect((level?.available ?? 0) + promised).toBe(await enteredUnits(sku));
  }, 60_000);
});

describe('what a change writes', () => {
  it('costs the write units of the table and its index that the README names', async () => {
    const metered = meteredTable(TABLE_NAME);
    const measured = scenarioOn(metered.table);
    const skus = [shop.newSku(), shop.newSku(), shop.newSku()];
    const [order, never] = [shop.newOrder(), shop.newOrder()];
    const lines = skus.map((sku) => [sku, 1] as const);
    const writes = async (work: () => Promise<unknown>) => (await metered.unitsOf(work)).write;
    for (const sku of skus) await shop.stock(sku, 5);
    const cost = {
      reserve: await writes(() => measured.reserve(order, ...lines)),
      reserveAgain: await writes(() => measured.reserve(order, ...lines)),
      commit: await writes(() => measured.commit(order)),
      release: await writes(() => measured.release(order)),
      releaseAgain: await writes(() => measured.release(order)),
      releaseOfNothing: await writes(() => measured.release(never)),
      adjust: await writes(() => measured.stock(skus[0] ?? '', 1)),
    };
    expect(cost).toEqual({
      reserve: 10,
      reserveAgain: 0,
      commit: 2,
      release: 8,
      releaseAgain: 0,
      releaseOfNothing: 1,
      adjust: 8,
    });
  });
});
