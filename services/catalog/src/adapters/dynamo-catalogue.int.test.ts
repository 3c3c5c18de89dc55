import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTable, type Table } from '@tradewind/dynamodb';
import { newId } from '@tradewind/kernel';
import { meteredTable, startTestCloud, type TestCloud } from '@tradewind/testing';
import { clock, productDraft, origin, variantDraft } from '../test-support/products.ts';
import type { ProductDraft } from '../domain/product.ts';
import { createProduct } from '../use-cases/create-product.ts';
import type { ProductFilter } from '../use-cases/ports.ts';
import { updateProduct } from '../use-cases/update-product.ts';
import { upsertProducts } from '../use-cases/upsert-products.ts';
import { withdrawProduct } from '../use-cases/withdraw-product.ts';
import { productsSuite, type CatalogueAdapters } from './catalogue.suite.ts';
import { dynamoProductListing } from './dynamo-product-listing.ts';
import { dynamoProducts } from './dynamo-products.ts';
import { listingSuite } from './listing.suite.ts';
import { outboxEvents } from '../test-support/outbox-events.ts';

const TABLE_NAME = 'tradewind-catalog-dev';

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud({ service: 'catalog' });
});

afterAll(() => cloud.close());

function catalogueOn(table: Table): CatalogueAdapters {
  return {
    products: dynamoProducts(table),
    listing: dynamoProductListing(table),
    events: () => outboxEvents(TABLE_NAME),
  };
}

// The lists first: they are asked about everything that is in the table.
listingSuite('in DynamoDB', () => catalogueOn(openTable(TABLE_NAME)));
productsSuite('in DynamoDB', () => catalogueOn(openTable(TABLE_NAME)));

const row = (externalId: string, change: Partial<ProductDraft> = {}) => ({
  externalId,
  ...productDraft({ variants: [variantDraft(`SKU-${externalId}`)], ...change }),
});

describe('batches in DynamoDB', () => {
  it('that are sent twice at once store every product once and tell of it once', async () => {
    const prefix = newId('itm');
    const rows = Array.from({ length: 25 }, (_, index) => row(`${prefix}-${index}`));
    const deps = { products: dynamoProducts(openTable(TABLE_NAME)), clock };
    const [left, right] = await Promise.all([
      upsertProducts(deps)(rows, origin),
      upsertProducts({ ...deps, products: dynamoProducts(openTable(TABLE_NAME)) })(rows, origin),
    ]);
    for (const [index, { productId, result }] of left.entries()) {
      expect(right[index]?.productId).toBe(productId);
      expect([result, right[index]?.result].toSorted()).toEqual(['created', 'unchanged']);
    }
    const told = (await outboxEvents(TABLE_NAME)).filter(({ detail }) => JSON.stringify(detail.data).includes(prefix));
    const types = Map.groupBy(told, ({ detailType }) => detailType);
    expect([...types].map(([type, events]) => [type, events.length]).toSorted()).toEqual([
      ['catalog.admin-action-recorded.v1', 25],
      ['catalog.product-published.v1', 25],
    ]);
  }, 60_000);

  it('that change nothing write nothing', async () => {
    const metered = meteredTable(TABLE_NAME);
    const upsert = upsertProducts({ products: dynamoProducts(metered.table), clock });
    const rows = Array.from({ length: 100 }, (_, index) => row(`${newId('itm')}-${index}`));
    await upsert(rows, origin);
    const { write } = await metered.unitsOf(async () => {
      expect((await upsert(rows, origin)).every(({ result }) => result === 'unchanged')).toBe(true);
    });
    expect(write).toBe(0);
  }, 60_000);
});

describe('what the catalogue costs', () => {
  const metered = () => meteredTable(TABLE_NAME);

  it('in write units of the table and its indexes is what the README names', async () => {
    const { table, unitsOf } = metered();
    const deps = { products: dynamoProducts(table), clock };
    const writes = async (work: () => Promise<unknown>) => (await unitsOf(work)).write;
    await createProduct(deps)(productDraft({ category: 'costs', variants: [variantDraft(newId('itm'))] }), origin);
    const draft = productDraft({ category: 'costs', externalId: newId('itm'), variants: [variantDraft(newId('itm'))] });
    const { products } = deps;
    const create = await writes(() => createProduct(deps)(draft, origin));
    const [stored] = await products.findByExternalIds([draft.externalId ?? '']);
    const revision = (seenVersion: number) => ({ productId: stored?.id ?? '', seenVersion, origin });
    const [variant] = draft.variants;
    const cheaper = [{ sku: variant?.sku ?? '', prices: [{ amount: 1, currency: 'GBP' as const }] }];
    expect({
      create,
      description: await writes(() => updateProduct(deps)(revision(1), { description: 'Other.' })),
      price: await writes(() => updateProduct(deps)(revision(2), { variants: cheaper })),
      name: await writes(() => updateProduct(deps)(revision(3), { name: 'Other' })),
      withdraw: await writes(() => withdrawProduct(deps)(revision(4))),
    }).toEqual({ create: 30, description: 24, price: 30, name: 34, withdraw: 30 });
  });

  it('to list does not grow with the catalogue', async () => {
    const { table, unitsOf } = metered();
    const { products } = catalogueOn(table);
    const category = `flat-${newId('itm').slice(4).toLowerCase()}`;
    let count = 0;
    const grow = async (upTo: number) => {
      const rows = Array.from({ length: upTo - count }, (_, index) =>
        row(`${category}-${count + index}`, {
          category,
          variants: [variantDraft(`${category}-${count + index}`, count + index)],
        }),
      );
      for (let start = 0; start < rows.length; start += 100) {
        await upsertProducts({ products, clock })(rows.slice(start, start + 100), origin);
      }
      count = upTo;
    };
    const filters: ProductFilter[] = [
      { category, sort: 'newest' },
      { category, sort: 'name' },
      { category, currency: 'GBP', sort: '-price' },
      { category, currency: 'GBP', sort: 'price', minPrice: 10, maxPrice: 40 },
    ];
    const costs = async () => {
      const measured: { readonly read: number; readonly found: number }[] = [];
      for (const filter of filters) {
        let found = 0;
        const { read } = await unitsOf(async () => {
          // A new one each time, which has read nothing before.
          found = (await dynamoProductListing(table).list(filter, 20, undefined)).products.length;
        });
        measured.push({ read, found });
      }
      return measured;
    };
    await grow(50);
    const small = await costs();
    await grow(650);
    expect(await costs()).toEqual(small);
    expect(small.every(({ found }) => found === 20)).toBe(true);
  }, 120_000);

  it('to list products in a version read before is one query, whatever the order, until one changes', async () => {
    const { table, unitsOf } = metered();
    const { products, listing } = catalogueOn(table);
    const category = `read-${newId('itm').slice(4).toLowerCase()}`;
    const rows = Array.from({ length: 20 }, (_, index) =>
      row(`${category}-${index}`, { category, variants: [variantDraft(`${category}-${index}`)] }),
    );
    await upsertProducts({ products, clock })(rows, origin);
    const cost = async (sort: ProductFilter['sort']) =>
      (await unitsOf(() => listing.list({ category, currency: 'GBP', sort }, 20, undefined))).read;
    const first = await cost('newest');
    const again = { newest: await cost('newest'), name: await cost('-name'), price: await cost('price') };
    expect(first).toBeGreaterThan(10);
    expect(Math.max(...Object.values(again))).toBeLessThanOrEqual(1);
    const [changed] = await products.findByExternalIds([`${category}-7`]);
    const revision = { productId: changed?.id ?? '', seenVersion: 1, origin };
    await updateProduct({ products, clock })(revision, { description: 'Other.' });
    expect(await cost('price')).toBe(again.price + 0.5);
    expect(await cost('newest')).toBe(again.newest);
  }, 60_000);

  it('to pass over prices is bounded for a page, which then leads on', async () => {
    const { table, unitsOf } = metered();
    const { products, listing } = catalogueOn(table);
    const category = `sparse-${newId('itm').slice(4).toLowerCase()}`;
    const rows = Array.from({ length: 1100 }, (_, index) =>
      row(`${category}-${index}`, {
        category,
        variants: [variantDraft(`${category}-${index}`, index === 0 ? 7 : 5000)],
      }),
    );
    for (let start = 0; start < rows.length; start += 100) {
      await upsertProducts({ products, clock })(rows.slice(start, start + 100), origin);
    }
    const filter: ProductFilter = { category, currency: 'GBP', sort: 'newest', maxPrice: 10 };
    const first = await listing.list(filter, 20, undefined);
    expect(first.products).toEqual([]);
    const second = await listing.list(filter, 20, first.next);
    expect(second).toMatchObject({ products: [{ externalId: `${category}-0` }], next: undefined });
    const { read } = await unitsOf(() => listing.list(filter, 20, undefined));
    expect(read).toBeLessThan(60);
  }, 120_000);
});
