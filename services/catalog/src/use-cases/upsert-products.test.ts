import { describe, expect, it } from '@jest/globals';
import { inMemoryCatalogue, type InMemoryCatalogue } from '../adapters/in-memory-products.ts';
import { clock, productDraft, origin, variantDraft } from '../test-support/products.ts';
import type { ProductDraft } from '../domain/product.ts';
import { catalogueBusy } from '../domain/errors.ts';
import { createProduct } from './create-product.ts';
import type { Products } from './ports.ts';
import { upsertProducts } from './upsert-products.ts';

const row = (externalId: string, change: Partial<ProductDraft> = {}) => ({
  externalId,
  ...productDraft({ variants: [variantDraft(`SKU-${externalId}`)], ...change }),
});

function upsertInto(catalogue: InMemoryCatalogue, change: Partial<Products> = {}) {
  const upsert = upsertProducts({ products: { ...catalogue.products, ...change }, clock });
  return (...rows: readonly unknown[]) => upsert(rows, origin);
}

describe('upsertProducts', () => {
  it('creates, updates and leaves alone, in the order of the rows', async () => {
    const catalogue = inMemoryCatalogue();
    const upsert = upsertInto(catalogue);
    const first = await upsert(row('a'), row('b'));
    expect(first.map(({ result }) => result)).toEqual(['created', 'created']);
    const second = await upsert(row('c'), row('b', { name: 'Quay Shirt' }), row('a'));
    expect(second.map(({ index, externalId, result }) => [index, externalId, result])).toEqual([
      [0, 'c', 'created'],
      [1, 'b', 'updated'],
      [2, 'a', 'unchanged'],
    ]);
    expect(second[2]?.productId).toBe(first[0]?.productId);
  });

  it('writes and tells nothing when everything is there already', async () => {
    const catalogue = inMemoryCatalogue();
    const rows = Array.from({ length: 100 }, (_, index) => row(`ext-${index}`));
    await upsertInto(catalogue)(...rows);
    const told = catalogue.events.length;
    const save = () => Promise.reject(new Error('Nothing was to be saved.'));
    const again = await upsertInto(catalogue, { save })(...rows);
    expect(new Set(again.map(({ result }) => result))).toEqual(new Set(['unchanged']));
    expect(catalogue.events).toHaveLength(told);
  });

  it('removes what a row no longer has', async () => {
    const catalogue = inMemoryCatalogue();
    await upsertInto(catalogue)(row('a', { style: 'shirt', image: 'a.jpg' }));
    expect(await upsertInto(catalogue)(row('a', { image: 'a.jpg' }))).toMatchObject([{ result: 'updated' }]);
    const [product] = await catalogue.products.findByExternalIds(['a']);
    expect(product).not.toHaveProperty('style');
    expect(product).toHaveProperty('image', 'a.jpg');
  });

  it.each<[string, unknown, string[]]>([
    ['is no product', 7, ['']],
    ['has no external id', { ...row('a'), externalId: undefined }, ['externalId']],
    ['has unknown fields', { ...row('a'), colour: 'red' }, ['']],
    ['has a price of a fraction', row('a', { variants: [variantDraft('S', 9.5)] }), ['variants.0.prices.0.amount']],
    ['has a negative price', row('a', { variants: [variantDraft('S', -1)] }), ['variants.0.prices.0.amount']],
    ['has no variant', row('a', { variants: [] }), ['variants']],
    ['has a SKU twice', row('a', { variants: [variantDraft('S'), variantDraft('S')] }), ['variants']],
    ['has a category that is no slug', row('a', { category: 'Hot Drinks' }), ['category']],
    ['has a name of spaces', row('a', { name: '  ' }), ['name']],
  ])('rejects a row that %s, and takes the others', async (_, bad, paths) => {
    const results = await upsertInto(inMemoryCatalogue())(row('good'), bad, row('too'));
    expect(results.map(({ result }) => result)).toEqual(['created', 'rejected', 'created']);
    expect(results[1]?.errors?.map(({ path }) => path)).toEqual(paths);
  });

  it('rejects rows that repeat the external id or a SKU of an earlier row', async () => {
    const results = await upsertInto(inMemoryCatalogue())(
      row('a', { variants: [variantDraft('S')] }),
      row('a', { name: 'Again' }),
      row('b', { variants: [variantDraft('S')] }),
    );
    expect(results.map(({ result, errors }) => [result, errors?.[0]?.code])).toEqual([
      ['created', undefined],
      ['rejected', 'duplicate_in_batch'],
      ['rejected', 'duplicate_in_batch'],
    ]);
  });

  it('rejects a row whose SKU belongs to a product outside of the batch', async () => {
    const catalogue = inMemoryCatalogue();
    await createProduct({ products: catalogue.products, clock })(productDraft(), origin);
    const [result] = await upsertInto(catalogue)(row('a', { variants: [variantDraft('TW-SHIRT-M')] }));
    expect(result).toMatchObject({ result: 'rejected', errors: [{ path: 'variants', code: 'catalog.sku-taken' }] });
  });

  it('finds out that a twin of the batch was faster', async () => {
    const catalogue = inMemoryCatalogue();
    const save: Products['save'] = async (change) => {
      await catalogue.products.save(change);
      return catalogue.products.save({ ...change, after: { ...change.after, id: `${change.after.id}-twin` } });
    };
    expect(await upsertInto(catalogue, { save })(row('a'))).toMatchObject([{ result: 'unchanged' }]);
  });

  it('rejects a row that could not be stored for the crowd', async () => {
    const save = () => Promise.reject(catalogueBusy());
    expect(await upsertInto(inMemoryCatalogue(), { save })(row('a'))).toMatchObject([
      { result: 'rejected', errors: [{ code: 'catalog.busy' }] },
    ]);
  });

  it('fails as a whole when the store does', async () => {
    const save = () => Promise.reject(new Error('The table is gone.'));
    await expect(upsertInto(inMemoryCatalogue(), { save })(row('a'))).rejects.toThrow('The table is gone.');
  });
});
