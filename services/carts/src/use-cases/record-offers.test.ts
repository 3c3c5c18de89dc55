import { describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { inMemoryOffers } from '../adapters/in-memory-offers.ts';
import { recordPublished, recordWithdrawn } from './record-offers.ts';

const productId = newId('prd');
const [blue, red] = [newId('var'), newId('var')];

function published(version: number, amount = 1250) {
  const prices = [
    { amount, currency: 'GBP' as const },
    { amount: 1450, currency: 'EUR' as const },
  ];
  return {
    productId,
    version,
    name: 'Mug',
    variants: [
      { variantId: blue, sku: 'MUG-B', name: 'Blue', prices },
      { variantId: red, sku: 'MUG-R', name: 'Mug', prices },
    ],
  };
}

describe('recording what the catalogue offers', () => {
  it('keeps every variant with its prices, under a name that does not repeat itself', async () => {
    const offers = inMemoryOffers();
    await recordPublished({ offers })(published(1));
    expect([...(await offers.find([blue, red])).values()]).toEqual([
      {
        status: 'on-sale',
        variantId: blue,
        productId,
        version: 1,
        sku: 'MUG-B',
        name: 'Mug – Blue',
        prices: { GBP: 1250, EUR: 1450 },
      },
      {
        status: 'on-sale',
        variantId: red,
        productId,
        version: 1,
        sku: 'MUG-R',
        name: 'Mug',
        prices: { GBP: 1250, EUR: 1450 },
      },
    ]);
  });

  it('takes off sale the named variants only', async () => {
    const offers = inMemoryOffers();
    await recordPublished({ offers })(published(1));
    await recordWithdrawn({ offers })({ productId, version: 2, variantIds: [blue] });
    const found = await offers.find([blue, red]);
    expect([found.get(blue)?.status, found.get(red)?.status]).toEqual(['withdrawn', 'on-sale']);
  });

  it('is not undone by events that come late or twice', async () => {
    const offers = inMemoryOffers();
    await recordPublished({ offers })(published(2, 2000));
    await recordPublished({ offers })(published(1, 1000));
    await recordWithdrawn({ offers })({ productId, version: 3, variantIds: [red] });
    await recordPublished({ offers })(published(2, 2000));
    const found = await offers.find([blue, red]);
    expect(found.get(blue)).toMatchObject({ version: 2, prices: { GBP: 2000 } });
    expect(found.get(red)).toMatchObject({ status: 'withdrawn', version: 3 });
  });

  it('fails as a whole if one variant cannot be recorded, so that the message is delivered again', async () => {
    const offers = { record: () => Promise.reject(new Error('throttled')) };
    await expect(recordPublished({ offers })(published(1))).rejects.toThrow('throttled');
  });
});
