import { afterEach, describe, expect, it } from '@jest/globals';
import * as shop from '../support/shopping.ts';
import { buy, filledCart, inParallel, type Outcome } from './buyer.ts';
import { ownSystem } from './own-system.ts';

const TEST_MS = 180_000;
const AUTHORIZE = 'tradewind-payments-dev-authorize-payment';
const LOSABLE = [
  'tradewind-carts-dev-claim-cart',
  'tradewind-inventory-dev-reserve-stock',
  AUTHORIZE,
  'tradewind-inventory-dev-commit-reservation',
  'tradewind-orders-dev-confirm-order',
  'tradewind-payments-dev-void-payment',
  'tradewind-inventory-dev-release-stock',
];
const METHODS = ['pm_sandbox_ok', 'pm_sandbox_ok', 'pm_sandbox_fails_once', 'pm_sandbox_declined'];

const running = ownSystem('saga-faults');

async function variant(stock: number): Promise<{ id: string; sku: string }> {
  const [published] = await shop.publishProducts(1, stock);
  if (published === undefined) throw new Error('Nothing was published.');
  return published;
}

async function carts(count: number, variantId: string): Promise<shop.OpenCart[]> {
  return inParallel(Array.from({ length: count }), 4, () => filledCart(variantId));
}

function purchases(own: readonly shop.OpenCart[], paymentMethod?: string): Promise<Outcome[]> {
  return inParallel(own, 6, (cart, index) =>
    buy(cart, { paymentMethod: paymentMethod ?? METHODS[index % METHODS.length] ?? 'pm_sandbox_ok' }),
  );
}

/** Lets every order end, and demands that all books agree; answers how many orders there are, by status. */
async function endings(own: readonly shop.OpenCart[], outcomes: readonly Outcome[]): Promise<Record<string, number>> {
  const { aws } = running();
  await aws.endFaults();
  await aws.settleOrders();
  expect(await aws.findings()).toEqual([]);
  const counts: Record<string, number> = {};
  for (const [index, outcome] of outcomes.entries()) {
    const credentials = own[index]?.credentials ?? {};
    const ending =
      outcome.kind === 'refused' ? outcome.code : (await shop.getOrder(outcome.order.id, credentials)).status;
    if (outcome.kind === 'confirmed') expect(ending).toBe('confirmed');
    counts[ending] = (counts[ending] ?? 0) + 1;
  }
  return counts;
}

describe('every checkout ends', () => {
  afterEach(() => running().aws.endFaults());

  it(
    'confirmed, when the provider was dead for a while',
    async () => {
      const { id } = await variant(50);
      const own = await carts(4, id);
      await running().aws.injectFaults({
        functions: [{ function: AUTHORIZE, kind: 'dead', percent: 100, delayMs: 0 }],
      });
      const outcomes = await purchases(own, 'pm_sandbox_ok');
      expect(outcomes.map(({ kind }) => kind)).toEqual(own.map(() => 'pending'));
      expect(await endings(own, outcomes)).toEqual({ confirmed: 4 });
    },
    TEST_MS,
  );

  it(
    'given up and wholly undone, when the provider stays dead',
    async () => {
      const { aws } = running();
      const { id, sku } = await variant(5);
      const own = await carts(2, id);
      await aws.injectFaults({ functions: [{ function: AUTHORIZE, kind: 'dead', percent: 100, delayMs: 0 }] });
      const outcomes = await purchases(own, 'pm_sandbox_ok');
      await aws.settleOrders(120_000);
      expect(await endings(own, outcomes)).toEqual({ rejected: 2 });
      expect((await shop.getStock(sku)).available).toBe(5);
    },
    TEST_MS,
  );

  it(
    'confirmed, when a step was slower than the patience of the saga',
    async () => {
      const { aws } = running();
      const { id } = await variant(50);
      const own = await carts(2, id);
      await aws.injectFaults({ functions: [{ function: AUTHORIZE, kind: 'slow', percent: 100, delayMs: 7_000 }] });
      const outcomes = await purchases(own, 'pm_sandbox_ok');
      expect(outcomes.map(({ kind }) => kind)).toEqual(['pending', 'pending']);
      expect(await endings(own, outcomes)).toEqual({ confirmed: 2 });
    },
    TEST_MS,
  );

  it(
    'confirmed or declined, when any step may die after its effect',
    async () => {
      const { aws } = running();
      const { id } = await variant(50);
      const own = await carts(8, id);
      const functions = LOSABLE.map((name) => ({
        function: name,
        kind: 'lost-answer' as const,
        percent: 30,
        delayMs: 0,
      }));
      await aws.injectFaults({ seed: 3, functions });
      const counts = await endings(own, await purchases(own));
      expect((counts['confirmed'] ?? 0) + (counts['payments.declined'] ?? 0) + (counts['rejected'] ?? 0)).toBe(8);
      expect(counts['confirmed']).toBe(6);
    },
    TEST_MS,
  );

  it(
    'confirmed or declined, when a fifth of all writes is refused',
    async () => {
      const { aws } = running();
      const { id } = await variant(50);
      const own = await carts(16, id);
      await aws.injectFaults({ seed: 5, writes: [{ conflictPercent: 10, throttlePercent: 10 }] });
      const counts = await endings(own, await purchases(own));
      expect((counts['confirmed'] ?? 0) + (counts['payments.declined'] ?? 0) + (counts['rejected'] ?? 0)).toBe(16);
      expect(counts['confirmed']).toBe(12);
    },
    TEST_MS,
  );
});
