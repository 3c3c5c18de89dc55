import { describe, expect, it } from '@jest/globals';
import type { BatchRowResult } from '@tradewind/contracts/catalog/upsert-products';
import { loadProducts, type ProductToLoad } from './load-products.ts';
import { ApiError, type MerchantApi } from './merchant-api.ts';

function toLoad(count: number): ProductToLoad[] {
  return Array.from({ length: count }, (_, index) => ({
    product: {
      externalId: `ext-${index}`,
      name: `Thing ${index}`,
      description: '',
      category: 'things',
      variants: [{ sku: `SKU-${index}`, prices: [{ amount: 100, currency: 'GBP' }] }],
    },
    stock: [{ sku: `SKU-${index}`, locationId: 'london', quantity: 5 }],
  }));
}

/** A shop that remembers what it was sent. */
function fakeShop(change: Partial<MerchantApi> = {}) {
  const known = new Set<string>();
  const stocked = new Map<string, Set<string>>();
  const batchSizes: number[] = [];
  const api: MerchantApi = {
    async upsert(products) {
      batchSizes.push(products.length);
      return products.map(({ externalId }, index): BatchRowResult => {
        const result = known.has(externalId) ? 'unchanged' : 'created';
        known.add(externalId);
        return { index, externalId, result };
      });
    },
    stockedLocations: async (sku) => stocked.get(sku) ?? new Set(),
    async openStock(sku, locationId) {
      const locations = stocked.get(sku) ?? new Set();
      if (locations.has(locationId)) return 'already-stocked';
      stocked.set(sku, locations.add(locationId));
      return 'stocked';
    },
    ...change,
  };
  return { api, batchSizes, stocked };
}

describe('loadProducts', () => {
  it('sends hundreds, opens all stock, and changes nothing the second time', async () => {
    const shop = fakeShop();
    const products = toLoad(230);
    let done = 0;
    const first = await loadProducts(shop.api, products, { onProgress: (count) => (done += count) });
    expect(shop.batchSizes.toSorted()).toEqual([100, 100, 30]);
    expect(done).toBe(230);
    expect(first.every(({ result, opened }) => result === 'created' && opened === 1)).toBe(true);
    expect(shop.stocked.size).toBe(230);
    const second = await loadProducts(shop.api, products);
    expect(
      second.every(({ result, opened, openBefore }) => result === 'unchanged' && opened === 0 && openBefore === 1),
    ).toBe(true);
  });

  it('finishes the stock of an interrupted run', async () => {
    const shop = fakeShop();
    const products = toLoad(2);
    await shop.api.upsert(products.map(({ product }) => product));
    expect(await loadProducts(shop.api, products)).toMatchObject([
      { result: 'unchanged', opened: 1 },
      { result: 'unchanged', opened: 1 },
    ]);
  });

  it('tells the reasons of rejected products and opens no stock of them', async () => {
    const shop = fakeShop({
      upsert: async () => [
        {
          index: 0,
          externalId: 'ext-0',
          result: 'rejected',
          errors: [{ path: 'variants', code: 'catalog.sku-taken', message: 'The SKU is taken.' }],
        },
      ],
    });
    expect(await loadProducts(shop.api, toLoad(1))).toEqual([
      { result: 'rejected', opened: 0, openBefore: 0, reasons: ['variants: The SKU is taken.'] },
    ]);
    expect(shop.stocked.size).toBe(0);
  });

  it('sends rows again that were rejected for the crowd', async () => {
    let calls = 0;
    const shop = fakeShop({
      async upsert(products) {
        calls += 1;
        return products.map(({ externalId }, index): BatchRowResult => {
          const busy = calls === 1 && index === 1;
          if (!busy) return { index, externalId, result: 'created' };
          return {
            index,
            externalId,
            result: 'rejected',
            errors: [{ path: '', code: 'catalog.busy', message: 'Busy.' }],
          };
        });
      },
    });
    const loaded = await loadProducts(shop.api, toLoad(3));
    expect(loaded.map(({ result }) => result)).toEqual(['created', 'created', 'created']);
    expect(calls).toBe(2);
  });

  it('keeps a product whose stock is refused, and says so', async () => {
    const shop = fakeShop({ openStock: () => Promise.reject(new ApiError(422, 'x', 'Too heavy.')) });
    expect(await loadProducts(shop.api, toLoad(1))).toEqual([
      { result: 'created', opened: 0, openBefore: 0, reasons: ['stock of SKU-0: Too heavy.'] },
    ]);
  });

  it('fails when the API is lost', async () => {
    const shop = fakeShop({ upsert: () => Promise.reject(new Error('No answer.')) });
    await expect(loadProducts(shop.api, toLoad(1))).rejects.toThrow('No answer.');
  });
});
