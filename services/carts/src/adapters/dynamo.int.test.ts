import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTable, type Table } from '@tradewind/dynamodb';
import { newId, systemClock } from '@tradewind/kernel';
import { meteredTable, startTestCloud } from '@tradewind/testing';
import type { CartDeps } from '../domain/ports.ts';
import { cartOf, emptyCart, sampleOffer } from '../test-support/samples.ts';
import { addCartItem } from '../use-cases/add-cart-item.ts';
import { claimCart } from '../use-cases/claim-cart.ts';
import { recordPublished } from '../use-cases/record-offers.ts';
import { releaseCart } from '../use-cases/release-cart.ts';
import { cartRepositorySuite } from './carts.suite.ts';
import { dynamoCarts } from './dynamo-carts.ts';
import { dynamoOfferReader, dynamoOfferRecorder } from './dynamo-offers.ts';
import { offersSuite } from './offers.suite.ts';

const TABLE_NAME = 'tradewind-carts-dev';

let cloud: Awaited<ReturnType<typeof startTestCloud>>;
let table: Table;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'carts' });
  table = openTable(TABLE_NAME);
});

afterAll(() => cloud.close());

function depsOn(on: Table): CartDeps {
  return { carts: dynamoCarts(on), offers: dynamoOfferReader(on), clock: systemClock };
}

const userId = newId('usr');
const caller = { role: 'shopper', userId } as const;

/** A cart of three lines whose offers are recorded. */
async function filledCart(on: Table): Promise<string> {
  const offers = ['MUG-BLUE', 'TEAPOT-RED', 'SAUCER-WHITE'].map((sku) =>
    sampleOffer({ sku, name: `Stoneware ${sku}` }),
  );
  await Promise.all(offers.map((offer) => dynamoOfferRecorder(on).record(offer)));
  const now = new Date().toISOString();
  const cart = cartOf(
    offers.map((offer) => [offer, 2]),
    emptyCart({ owner: { userId }, createdAt: now }),
  );
  const fresh = { ...cart, updatedAt: now };
  await dynamoCarts(on).create(fresh);
  return fresh.id;
}

describe('carts in DynamoDB', () => {
  cartRepositorySuite(() => dynamoCarts(table));
});

describe('offers in DynamoDB', () => {
  offersSuite(() => ({ ...dynamoOfferReader(table), ...dynamoOfferRecorder(table) }));
});

describe('a cart in DynamoDB that many want at once', () => {
  it('goes to exactly one of 100 orders', async () => {
    const cartId = await filledCart(table);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => claimCart(depsOn(table))({ orderId: newId('ord'), cartId, caller })),
    );
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refusals).toHaveLength(99);
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'carts.already-checked-out' })));
    expect(await dynamoCarts(table).find(cartId)).toMatchObject({ status: 'claimed', version: 2 });
  });

  it('answers one order that asks 20 times at once the same 20 times', async () => {
    const cartId = await filledCart(table);
    const orderId = newId('ord');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => claimCart(depsOn(table))({ orderId, cartId, caller })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('what a cart costs in write units', () => {
  it('is what the README says', async () => {
    const { table: metered, unitsOf } = meteredTable(TABLE_NAME);
    const writeUnitsOf = async (work: () => Promise<unknown>) => (await unitsOf(work)).write;
    const deps = depsOn(metered);
    const cartId = await filledCart(metered);
    const orderId = newId('ord');
    const offer = sampleOffer();
    const published = {
      productId: offer.productId,
      version: 1,
      name: 'Mug',
      variants: [
        { variantId: offer.variantId, sku: 'MUG', name: 'Blue', prices: [{ amount: 100, currency: 'GBP' as const }] },
      ],
    };
    const record = recordPublished({ offers: dynamoOfferRecorder(metered) });
    const cost = {
      publication: await writeUnitsOf(() => record(published)),
      claim: await writeUnitsOf(() => claimCart(deps)({ orderId, cartId, caller })),
      secondClaim: await writeUnitsOf(() => claimCart(deps)({ orderId, cartId, caller })),
      release: await writeUnitsOf(() => releaseCart(deps)({ orderId, cartId })),
      secondRelease: await writeUnitsOf(() => releaseCart(deps)({ orderId, cartId })),
      item: await writeUnitsOf(() => addCartItem(deps)({ cartId, caller, variantId: offer.variantId, quantity: 1 })),
    };
    expect(cost).toEqual({ publication: 1, claim: 1, secondClaim: 0, release: 1, secondRelease: 0, item: 1 });
  });
});
