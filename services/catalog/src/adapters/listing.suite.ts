import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@tradewind/kernel';
import { later, someProduct, origin } from '../test-support/products.ts';
import type { Price } from '../domain/price.ts';
import { revised, withdrawn, type Product } from '../domain/product.ts';
import type { Position, ProductFilter } from '../use-cases/ports.ts';
import { changeOf } from '../use-cases/product-events.ts';
import type { CatalogueAdapters } from './catalogue.suite.ts';

const gbp = (amount: number): Price => ({ amount, currency: 'GBP' });
const eur = (amount: number): Price => ({ amount, currency: 'EUR' });

/** The catalogue that the lists are asked about, oldest first: name, category, prices. */
const CATALOGUE: readonly (readonly [name: string, category: string, prices: readonly Price[]])[] = [
  ['Mug', 'kitchen', [gbp(900), eur(1100)]],
  ['Éclair Tin', 'kitchen', [gbp(1500)]],
  ['Anchor', 'decor', [gbp(1500), eur(1700)]],
  ['mug rack', 'kitchen', [eur(900)]],
  ['Zinc Bowl', 'kitchen', [gbp(100)]],
  ['Anchor', 'kitchen', [gbp(999_999_999)]],
];

/** What every adapter for the lists must do. */
export function listingSuite(name: string, open: () => CatalogueAdapters): void {
  describe(`the lists ${name}`, () => {
    let adapters: CatalogueAdapters;
    const all: Product[] = [];

    beforeAll(async () => {
      adapters = open();
      for (const [productName, category, prices] of CATALOGUE) {
        const product = someProduct({ name: productName, category, variants: [{ sku: newId('itm'), prices }] });
        await adapters.products.save(changeOf(undefined, product, origin, later));
        all.push(product);
      }
    });

    /** Positions in CATALOGUE of the products listed, page by page. */
    async function pages(filter: Partial<ProductFilter>, limit = 100): Promise<number[][]> {
      const found: number[][] = [];
      let after: Position | undefined;
      do {
        const page = await adapters.listing.list({ sort: 'newest', ...filter }, limit, after);
        found.push(page.products.map(({ id }) => all.findIndex((product) => product.id === id)));
        after = page.next;
      } while (after !== undefined);
      return found;
    }

    it.each<[string, Partial<ProductFilter>, number[]]>([
      ['newest first', {}, [5, 4, 3, 2, 1, 0]],
      ['by name without regard to case and accents, older first', { sort: 'name' }, [2, 5, 1, 0, 3, 4]],
      ['by name backwards', { sort: '-name' }, [4, 3, 0, 1, 5, 2]],
      ['of a category', { category: 'decor' }, [2]],
      ['of a category by name', { category: 'kitchen', sort: 'name' }, [5, 1, 0, 3, 4]],
      ['of a category that there is not', { category: 'nothing' }, []],
      ['sold in a currency', { currency: 'EUR' }, [3, 2, 0]],
      ['sold in a currency that nothing is sold in', { currency: 'USD' }, []],
      ['by price, older first', { currency: 'GBP', sort: 'price' }, [4, 0, 1, 2, 5]],
      ['by price backwards', { currency: 'GBP', sort: '-price' }, [5, 2, 1, 0, 4]],
      ['of a category by price', { currency: 'GBP', sort: 'price', category: 'kitchen' }, [4, 0, 1, 5]],
      ['from a price', { currency: 'GBP', sort: 'price', minPrice: 1500 }, [1, 2, 5]],
      ['up to a price', { currency: 'GBP', sort: 'price', maxPrice: 900 }, [4, 0]],
      ['between prices, both included', { currency: 'GBP', sort: '-price', minPrice: 900, maxPrice: 1500 }, [2, 1, 0]],
      ['between prices, newest first', { currency: 'GBP', minPrice: 900, maxPrice: 1500 }, [2, 1, 0]],
      ['between prices by name', { currency: 'GBP', minPrice: 900, maxPrice: 1500, sort: 'name' }, [2, 1, 0]],
      ['at a price that nothing has', { currency: 'GBP', sort: 'price', minPrice: 2, maxPrice: 3 }, []],
    ])('lists products %s', async (_, filter, expected) => {
      expect((await pages(filter)).flat()).toEqual(expected);
      expect((await pages(filter, 1)).flat()).toEqual(expected);
      expect((await pages(filter, 2)).flat()).toEqual(expected);
    });

    it('fills every page but the last and has no page behind it', async () => {
      expect(await pages({}, 4)).toEqual([
        [5, 4, 3, 2],
        [1, 0],
      ]);
      expect(await pages({}, 3)).toEqual([
        [5, 4, 3],
        [2, 1, 0],
      ]);
    });

    it('lists the categories that have products, by slug', async () => {
      expect(await adapters.listing.categories(100, undefined)).toEqual({
        slugs: ['decor', 'kitchen'],
        next: undefined,
      });
      const first = await adapters.listing.categories(1, undefined);
      expect(first.slugs).toEqual(['decor']);
      expect((await adapters.listing.categories(1, first.next)).slugs).toEqual(['kitchen']);
    });

    it('shows every change of a product at once, also one that leaves its place', async () => {
      const category = 'papers';
      const product = someProduct({ category, variants: [{ sku: newId('itm'), prices: [gbp(50)] }] });
      await adapters.products.save(changeOf(undefined, product, origin, later));
      const described = async (sort: ProductFilter['sort']) =>
        (await adapters.listing.list({ category, currency: 'GBP', sort }, 100, undefined)).products[0]?.description;
      expect(await described('newest')).toBe(product.description);
      const other = revised(product, { ...product, description: 'Laid, cream.' }, later);
      await adapters.products.save(changeOf(product, other, origin, later));
      for (const sort of ['newest', 'name', '-price'] as const) expect(await described(sort)).toBe('Laid, cream.');
      await adapters.products.save(changeOf(other, withdrawn(other, later), origin, later));
    });

    it('follows a product to another name, category and price, and forgets a withdrawn one', async () => {
      const product = someProduct({
        name: 'Quoit',
        category: 'games',
        variants: [{ sku: newId('itm'), prices: [gbp(50)] }],
      });
      await adapters.products.save(changeOf(undefined, product, origin, later));
      const [variant] = product.variants;
      const draft = {
        ...product,
        name: 'Abacus',
        category: 'desk',
        variants: [{ sku: variant?.sku ?? '', prices: [eur(60)] }],
      };
      const moved = revised(product, draft, later);
      await adapters.products.save(changeOf(product, moved, origin, later));
      const ids = async (filter: Partial<ProductFilter>) =>
        (await adapters.listing.list({ sort: 'newest', ...filter }, 100, undefined)).products.map(({ id }) => id);
      expect(await ids({ category: 'games' })).toEqual([]);
      expect(await ids({ category: 'desk' })).toEqual([product.id]);
      expect(await ids({ currency: 'GBP', sort: 'price' })).not.toContain(product.id);
      expect((await ids({ currency: 'EUR', sort: 'price' }))[0]).toBe(product.id);
      expect((await ids({ sort: 'name' }))[0]).toBe(product.id);
      expect((await adapters.listing.categories(100, undefined)).slugs).toEqual(['decor', 'desk', 'kitchen']);
      await adapters.products.save(changeOf(moved, withdrawn(moved, later), origin, later));
      expect(await ids({})).not.toContain(product.id);
      expect(await ids({ category: 'desk' })).toEqual([]);
      expect((await adapters.listing.categories(100, undefined)).slugs).toEqual(['decor', 'kitchen']);
    });
  });
}
