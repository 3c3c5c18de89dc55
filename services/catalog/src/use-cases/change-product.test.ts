import { beforeEach, describe, expect, it } from '@jest/globals';
import { inMemoryCatalogue, type InMemoryCatalogue } from '../adapters/in-memory-products.ts';
import { clock, productDraft, origin, variantDraft } from '../test-support/products.ts';
import type { ProductPatch } from '../domain/product-patch.ts';
import type { Product, Variant } from '../domain/product.ts';
import { addVariant } from './add-variant.ts';
import { createProduct } from './create-product.ts';
import { getProduct } from './get-product.ts';
import { updateProduct } from './update-product.ts';
import { withdrawProduct } from './withdraw-product.ts';

let catalogue: InMemoryCatalogue;
let product: Product;
const deps = () => ({ products: catalogue.products, clock });
const revision = (seenVersion?: number) => ({ productId: product.id, seenVersion, origin });
const isRecord = ({ detailType }: { readonly detailType: string }) => detailType === 'catalog.admin-action-recorded.v1';
/** What others learn after the creation. */
const told = () =>
  catalogue.events
    .filter((event) => !isRecord(event))
    .slice(1)
    .map(({ detailType, detail }) => ({ detailType, data: detail.data }));
const onRecord = () => catalogue.events.filter(isRecord).map(({ detail }) => detail.data);

beforeEach(async () => {
  catalogue = inMemoryCatalogue();
  product = await createProduct(deps())(productDraft({ variants: [variantDraft('S'), variantDraft('M')] }), origin);
});

describe('creating a product', () => {
  it('tells what can be bought', () => {
    expect(catalogue.events.filter((event) => !isRecord(event))).toEqual([
      expect.objectContaining({
        detailType: 'catalog.product-published.v1',
        detail: expect.objectContaining({
          correlationId: 'cor-1',
          data: {
            productId: product.id,
            version: 1,
            name: 'Harbour Linen Shirt',
            variants: product.variants.map(({ id, sku, name, prices }) => ({ variantId: id, sku, name, prices })),
          },
        }),
      }),
    ]);
  });
});

describe('updating a product', () => {
  it.each<[string, ProductPatch]>([
    ['its description', { description: 'Better still.' }],
    ['its category', { category: 'shirts' }],
    ['its attributes', { attributes: { fit: 'slim' } }],
  ])('counts a change of %s and tells nobody', async (_, patch) => {
    expect(await updateProduct(deps())(revision(1), patch)).toMatchObject({ ...patch, version: 2 });
    expect(told()).toEqual([]);
  });

  it.each<[string, ProductPatch]>([
    ['its name', { name: 'Quay Shirt' }],
    ['a price', { variants: [variantDraft('S', 4500), variantDraft('M')] }],
    ['the name of a variant', { variants: [{ ...variantDraft('S'), name: 'Small' }, variantDraft('M')] }],
  ])('tells of a change of %s', async (_, patch) => {
    await updateProduct(deps())(revision(1), patch);
    expect(told()).toMatchObject([{ detailType: 'catalog.product-published.v1', data: { version: 2 } }]);
  });

  it('tells which variants are no longer sold', async () => {
    const gone = product.variants[0]?.id;
    await updateProduct(deps())(revision(1), { variants: [variantDraft('M')] });
    expect(told()).toMatchObject([
      { detailType: 'catalog.product-published.v1', data: { variants: [{ sku: 'M' }] } },
      { detailType: 'catalog.product-withdrawn.v1', data: { version: 2, variantIds: [gone] } },
    ]);
  });

  it('keeps the version when nothing changes', async () => {
    expect(await updateProduct(deps())(revision(1), { name: product.name })).toBe(product);
    expect(told()).toEqual([]);
  });

  it('refuses a stale version and an unknown product, and tells nothing', async () => {
    await expect(updateProduct(deps())(revision(7), { name: 'x' })).rejects.toMatchObject({
      kind: 'precondition-failed',
      code: 'request.stale-version',
    });
    await expect(
      updateProduct(deps())({ ...revision(), productId: 'prd_unknown' }, { name: 'x' }),
    ).rejects.toMatchObject({ code: 'catalog.product-not-found' });
    expect(told()).toEqual([]);
  });
});

describe('what goes on record', () => {
  const of = { kind: 'change', actor: origin.actor, requestId: 'req-1' };

  it('is every change, with the fields and the variants that changed and no others', async () => {
    const [small, medium] = product.variants;
    const target = { type: 'product', id: product.id };
    await updateProduct(deps())(revision(1), {
      style: 'shirt',
      variants: [variantDraft('S', 4500), variantDraft('M')],
    });
    await updateProduct(deps())(revision(2), { variants: [variantDraft('S', 4500)] });
    await withdrawProduct(deps())(revision(3));
    const facts = ({ sku, name, prices }: Variant) => ({ sku, name, prices });
    if (small === undefined || medium === undefined) throw new Error('There are two variants.');
    const cheaper = { ...facts(small), prices: [{ amount: 4500, currency: 'GBP' }] };
    expect(onRecord().slice(1)).toEqual([
      {
        ...of,
        action: 'catalog.product-updated',
        target,
        before: { version: 1, [`variants.${small.id}`]: facts(small) },
        after: { version: 2, style: 'shirt', [`variants.${small.id}`]: cheaper },
      },
      {
        ...of,
        action: 'catalog.product-updated',
        target,
        before: { version: 2, [`variants.${medium.id}`]: facts(medium) },
        after: { version: 3 },
      },
      {
        ...of,
        action: 'catalog.product-withdrawn',
        target,
        before: { version: 3, status: 'active' },
        after: { version: 4, status: 'withdrawn' },
      },
    ]);
  });

  it('is the whole product at its creation', () => {
    expect(onRecord()).toEqual([
      expect.objectContaining({
        action: 'catalog.product-created',
        before: null,
        after: expect.objectContaining({ name: product.name, status: 'active', version: 1 }),
      }),
    ]);
  });

  it('is nothing that did not happen', async () => {
    await updateProduct(deps())(revision(1), { name: product.name });
    await expect(updateProduct(deps())(revision(7), { name: 'x' })).rejects.toThrow();
    expect(onRecord()).toHaveLength(1);
  });
});

describe('withdrawing a product', () => {
  it('takes it out of sight, tells so, and frees its SKUs', async () => {
    await withdrawProduct(deps())(revision(1));
    expect(told()).toEqual([
      {
        detailType: 'catalog.product-withdrawn.v1',
        data: { productId: product.id, version: 2, variantIds: product.variants.map(({ id }) => id) },
      },
    ]);
    await expect(getProduct(deps())(product.id)).rejects.toMatchObject({ code: 'catalog.product-not-found' });
    await expect(withdrawProduct(deps())(revision(2))).rejects.toMatchObject({ code: 'catalog.product-not-found' });
    await createProduct(deps())(productDraft({ variants: [variantDraft('S')] }), origin);
  });
});

describe('adding a variant', () => {
  it('adds it behind the others and keeps their ids', async () => {
    const { variants } = await addVariant(deps())(revision(), variantDraft('L'));
    expect(variants.slice(0, 2)).toEqual(product.variants);
    expect(variants[2]).toMatchObject({ sku: 'L' });
  });

  it('is not troubled by a change that comes between, unless the caller named a version', async () => {
    let raced = false;
    const products: InMemoryCatalogue['products'] = {
      ...catalogue.products,
      async save(change) {
        if (!raced) {
          raced = true;
          await updateProduct(deps())(revision(1), { name: 'Quay Shirt' });
        }
        return catalogue.products.save(change);
      },
    };
    const added = await addVariant({ products, clock })(revision(), variantDraft('L'));
    expect(added).toMatchObject({ name: 'Quay Shirt', version: 3 });
    await expect(addVariant(deps())(revision(1), variantDraft('XL'))).rejects.toMatchObject({
      code: 'request.stale-version',
    });
  });

  it('refuses a SKU that the product or another has', async () => {
    await createProduct(deps())(productDraft({ variants: [variantDraft('taken')] }), origin);
    for (const sku of ['S', 'taken']) {
      await expect(addVariant(deps())(revision(), variantDraft(sku))).rejects.toMatchObject({
        code: 'catalog.sku-taken',
      });
    }
  });
});
