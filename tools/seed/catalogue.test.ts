import { describe, expect, it } from '@jest/globals';
import { BatchProduct } from '@tradewind/contracts/catalog/upsert-products';
import { seedProducts } from './catalogue.ts';

const products = seedProducts();
const skus = products.flatMap(({ product }) => product.variants.map(({ sku }) => sku));

describe('the seed catalogue', () => {
  it('has about 60 products in 8 categories, each with its own external id and SKUs', () => {
    expect(products.length).toBeGreaterThanOrEqual(58);
    expect(products.length).toBeLessThanOrEqual(65);
    expect(new Set(products.map(({ product }) => product.category)).size).toBe(8);
    expect(new Set(products.map(({ product }) => product.externalId)).size).toBe(products.length);
    expect(new Set(skus).size).toBe(skus.length);
  });

  it('is what the batch route accepts', () => {
    for (const { product } of products) expect(BatchProduct.parse(product)).toEqual(product);
  });

  it('prices every variant in three currencies and stocks it in two locations', () => {
    const currencies = products.flatMap(({ product }) =>
      product.variants.map(({ prices }) => prices.map(({ currency }) => currency).join()),
    );
    expect(new Set(currencies)).toEqual(new Set(['GBP,EUR,USD']));
    const places = products.flatMap(({ stock }) => stock.map(({ sku, locationId }) => `${sku}@${locationId}`));
    expect(new Set(places)).toEqual(new Set(skus.flatMap((sku) => [`${sku}@london`, `${sku}@rotterdam`])));
  });
});
