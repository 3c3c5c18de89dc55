import { describe, expect, it } from '@jest/globals';
import { fixedSecret } from '@tradewind/parameters/secrets';
import { inMemoryCatalogue } from '../adapters/in-memory-products.ts';
import { signedCursors } from '../adapters/signed-cursors.ts';
import { clock, productDraft, origin, variantDraft } from '../test-support/products.ts';
import { createProduct } from './create-product.ts';
import { listCategories } from './list-categories.ts';
import { listProducts, type ListProductsQuery } from './list-products.ts';

async function filledShop() {
  const { products, listing } = inMemoryCatalogue();
  for (const [index, category] of ['apparel', 'decor', 'apparel'].entries()) {
    await createProduct({ products, clock })(
      productDraft({ category, variants: [variantDraft(`S-${index}`)] }),
      origin,
    );
  }
  const deps = { listing, cursors: signedCursors(fixedSecret('stage-secret')) };
  return { list: listProducts(deps), categories: listCategories(deps) };
}

const query: ListProductsQuery = { sort: 'newest', limit: 2 };
const refused = { kind: 'invalid', code: 'request.invalid-cursor' };

describe('listProducts', () => {
  it('leads from page to page by its cursor, whatever the limit of the next', async () => {
    const { list } = await filledShop();
    const first = await list(query);
    const second = await list({ ...query, limit: 50, cursor: first.nextCursor ?? '' });
    expect(first.products).toHaveLength(2);
    expect(second).toMatchObject({ products: [expect.anything()], nextCursor: null });
  });

  it.each<[string, Partial<ListProductsQuery>]>([
    ['category', { category: 'apparel' }],
    ['currency', { currency: 'GBP' }],
    ['price', { currency: 'GBP', minPrice: 1 }],
    ['order', { sort: 'name' }],
  ])('refuses a cursor under another %s', async (_, other) => {
    const { list } = await filledShop();
    const { nextCursor } = await list(query);
    await expect(list({ ...query, ...other, cursor: nextCursor ?? '' })).rejects.toMatchObject(refused);
  });

  it.each(['x', 'eyJpZCI6InByZF8xIn0', 'eyJpZCI6InByZF8xIn0.AAAAAAAAAAAAAAAAAAAAAA', '.', 'é.é'])(
    'refuses the made-up cursor %p',
    async (cursor) => {
      const { list, categories } = await filledShop();
      await expect(list({ ...query, cursor })).rejects.toMatchObject(refused);
      await expect(categories({ limit: 1, cursor })).rejects.toMatchObject(refused);
    },
  );
});

describe('listCategories', () => {
  it('leads from page to page by its own cursor only', async () => {
    const { list, categories } = await filledShop();
    const first = await categories({ limit: 1 });
    expect(first.slugs).toEqual(['apparel']);
    expect(await categories({ limit: 1, cursor: first.nextCursor ?? '' })).toEqual({
      slugs: ['decor'],
      nextCursor: null,
    });
    await expect(list({ ...query, cursor: first.nextCursor ?? '' })).rejects.toMatchObject(refused);
  });
});
