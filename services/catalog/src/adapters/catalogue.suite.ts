import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PublishableEvent } from '@tradewind/contracts/events/event';
import { newId } from '@tradewind/kernel';
import { clock, later, productDraft, someProduct, origin, variantDraft } from '../test-support/products.ts';
import { revised, withdrawn, type Product, type ProductDraft } from '../domain/product.ts';
import type { ProductListing, Products } from '../use-cases/ports.ts';
import { changeOf } from '../use-cases/product-events.ts';

export interface CatalogueAdapters {
  readonly products: Products;
  readonly listing: ProductListing;
  /** The events that were put in the outbox, in any order. */
  events(): Promise<readonly PublishableEvent[]>;
}

const code = (value: string) => expect.objectContaining({ code: value });
const unique = () => newId('itm').slice(4).toLowerCase();

/** What every adapter for products must do. */
export function productsSuite(name: string, open: () => CatalogueAdapters): void {
  describe(`the products ${name}`, () => {
    let adapters: CatalogueAdapters;
    let products: Products;

    beforeAll(() => {
      adapters = open();
      products = adapters.products;
    });

    const save = async (before: Product | undefined, after: Product): Promise<Product> => {
      await products.save(changeOf(before, after, origin, later));
      return after;
    };
    const stored = (change: Partial<ProductDraft> = {}) =>
      save(undefined, someProduct({ variants: [variantDraft(`SKU-${unique()}`)], ...change }));

    it('answers a product as it was stored, with all that is optional and with nothing of it', async () => {
      const full = await stored({
        externalId: `ext-${unique()}`,
        style: 'shirt',
        image: 'shirts/a.jpg',
        attributes: { fit: 'slim' },
        variants: [{ ...variantDraft(`SKU-${unique()}`), options: { size: 'M' } }],
      });
      const bare = await stored();
      expect(await products.find(full.id)).toEqual(full);
      expect(await products.findCurrent(bare.id)).toEqual(bare);
      expect(await products.find(newId('prd'))).toBeUndefined();
    });

    it('finds products by external id, as long as they are on sale', async () => {
      const [first, second] = [`ext-${unique()}`, `ext-${unique()}`];
      const product = await stored({ externalId: first });
      await stored({ externalId: second });
      const found = await products.findByExternalIds([first, 'ext-nobody', second]);
      expect(new Set(found.map(({ externalId }) => externalId))).toEqual(new Set([first, second]));
      await save(product, withdrawn(product, later));
      expect(await products.findByExternalIds([first])).toEqual([]);
      expect(await products.findByExternalIds([])).toEqual([]);
    });

    it('gives a SKU to one product at a time', async () => {
      const sku = `SKU-${unique()}`;
      const holder = await stored({ variants: [variantDraft(sku)] });
      await expect(stored({ variants: [variantDraft(`SKU-${unique()}`), variantDraft(sku)] })).rejects.toThrow(
        code('catalog.sku-taken'),
      );
      const other = await stored();
      const wanting = revised(other, productDraft({ variants: [variantDraft(sku)] }), later);
      await expect(save(other, wanting)).rejects.toThrow(code('catalog.sku-taken'));
      expect(await products.findCurrent(other.id)).toEqual(other);
      await save(holder, revised(holder, productDraft({ variants: [variantDraft(`SKU-${unique()}`)] }), later));
      await save(other, wanting);
    });

    it('gives an external id to one product at a time', async () => {
      const externalId = `ext-${unique()}`;
      const holder = await stored({ externalId });
      await expect(stored({ externalId })).rejects.toThrow(code('catalog.external-id-taken'));
      const twin = stored({ externalId, variants: holder.variants.map(({ sku }) => variantDraft(sku)) });
      await expect(twin).rejects.toThrow(code('catalog.external-id-taken'));
      await save(holder, withdrawn(holder, later));
      await stored({ externalId });
    });

    it('keeps SKUs that a change does not touch', async () => {
      const sku = `SKU-${unique()}`;
      const product = await stored({ variants: [variantDraft(sku)] });
      const renamed = revised(product, productDraft({ name: 'Quay Shirt', variants: [variantDraft(sku)] }), later);
      await save(product, renamed);
      await expect(stored({ variants: [variantDraft(sku)] })).rejects.toThrow(code('catalog.sku-taken'));
    });

    it('refuses a change of a state that no longer stands, and a second birth', async () => {
      const product = await stored();
      const changed = (description: string) =>
        revised(product, { ...productDraft({ description }), variants: product.variants }, clock);
      await save(product, changed('first'));
      await expect(save(product, changed('second'))).rejects.toThrow(code('request.stale-version'));
      expect(await products.findCurrent(product.id)).toEqual(changed('first'));
      await expect(save(undefined, product)).rejects.toThrow(code('request.stale-version'));
    });

    it('puts the events of a change in the outbox, and none of a change that failed', async () => {
      const product = await stored();
      await expect(stored({ variants: [variantDraft(product.variants[0]?.sku ?? '')] })).rejects.toThrow(
        code('catalog.sku-taken'),
      );
      const gone = await save(product, withdrawn(product, later));
      const told = (await adapters.events()).filter(({ detail }) => JSON.stringify(detail.data).includes(product.id));
      expect(new Set(told.map(({ detailType }) => detailType))).toEqual(
        new Set(['catalog.product-published.v1', 'catalog.product-withdrawn.v1', 'catalog.admin-action-recorded.v1']),
      );
      const taken = (await adapters.events()).filter(({ detail }) =>
        JSON.stringify(detail.data).includes(`"${product.variants[0]?.sku}"`),
      );
      expect(taken.map(({ detailType }) => detailType).toSorted()).toEqual([
        'catalog.admin-action-recorded.v1',
        'catalog.product-published.v1',
      ]);
      expect(gone.status).toBe('withdrawn');
    });
  });
}
