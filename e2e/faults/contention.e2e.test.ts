import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { isProblem } from '@tradewind/client';
import { randomUUID } from 'node:crypto';
import * as shop from '../support/shopping.ts';
import { attemptCheckout, buy, filledCart, inParallel, insistently, type Outcome } from './buyer.ts';
import { ownSystem } from './own-system.ts';

const TEST_MS = 240_000;
const CONFLICTS = { writes: [{ conflictPercent: 10, throttlePercent: 10 }] };

const running = ownSystem('contention');

async function variant(stock: number): Promise<{ id: string; sku: string }> {
  const [published] = await shop.publishProducts(1, stock);
  if (published === undefined) throw new Error('Nothing was published.');
  return published;
}

/** The orders that the outcomes came to in the end, once everything is settled. */
async function confirmedOrders(outcomes: readonly Outcome[], credentialsOf: (index: number) => shop.Credentials) {
  const { aws } = running();
  await aws.endFaults();
  await aws.settleOrders();
  expect(await aws.findings()).toEqual([]);
  const ids = new Set<string>();
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.kind === 'refused') continue;
    const order = await shop.getOrder(outcome.order.id, credentialsOf(index));
    if (order.status === 'confirmed') ids.add(order.id);
  }
  return ids;
}

describe('under conflicts and throttling in a fifth of the writes', () => {
  let scarce: { id: string; sku: string };

  beforeAll(async () => {
    scarce = await variant(1);
  });

  afterEach(() => running().aws.endFaults());

  it(
    'of 200 buyers of one unit exactly one gets it',
    async () => {
      const carts = await inParallel(Array.from({ length: 200 }), 8, () => filledCart(scarce.id));
      await running().aws.injectFaults({ seed: 1, ...CONFLICTS });

      const outcomes = await inParallel(carts, 40, (cart) => buy(cart));

      const orders = await confirmedOrders(outcomes, (index) => carts[index]?.credentials ?? {});
      expect(orders.size).toBe(1);
      expect(await shop.getStock(scarce.sku)).toMatchObject({ available: 0 });
      const refusals = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.code] : []));
      expect(new Set(refusals)).toEqual(new Set(['inventory.insufficient-stock']));
    },
    TEST_MS,
  );

  it(
    'fifty identical requests with one key have one effect and fifty identical answers',
    async () => {
      const { id, sku } = await variant(100);
      const cart = await filledCart(id);
      const options = { email: `twins-${randomUUID()}@example.com`, key: randomUUID() };
      await running().aws.injectFaults({ seed: 2, ...CONFLICTS });

      const answers = await inParallel(Array.from({ length: 50 }), 50, () =>
        insistently(() => attemptCheckout(cart, options)),
      );

      const told = answers.map((answer) =>
        JSON.stringify(isProblem(answer) ? answer.code : [answer.status, answer.data]),
      );
      expect(new Set(told).size).toBe(1);
      await running().aws.endFaults();
      await running().aws.settleOrders();
      expect((await shop.getStock(sku)).available).toBe(99);
      expect(await running().aws.findings()).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'a hundred checkouts of one cart make one order',
    async () => {
      const { id, sku } = await variant(200);
      const cart = await filledCart(id);
      await running().aws.injectFaults({ seed: 3, ...CONFLICTS });

      const outcomes = await inParallel(Array.from({ length: 100 }), 25, () => buy(cart));

      const orders = await confirmedOrders(outcomes, () => cart.credentials);
      expect(orders.size).toBe(1);
      expect((await shop.getStock(sku)).available).toBe(199);
      const refusals = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.code] : []));
      expect(new Set(refusals)).toEqual(new Set(['carts.already-checked-out']));
    },
    TEST_MS,
  );
});
