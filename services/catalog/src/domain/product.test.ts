import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clock, later, productDraft, someProduct, variantDraft } from '../test-support/products.ts';
import { currenciesOf, MAX_VARIANTS, newProduct, priceFrom, revised, withdrawn, withVariant } from './product.ts';

const code = (value: string) => expect.objectContaining({ code: value });
const word = fc.string({ minLength: 1, maxLength: 12 });
const namedValues = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), word, { maxKeys: 4 });
const price = fc.record({
  amount: fc.integer({ min: 0, max: 999_999_999 }),
  currency: fc.constantFrom('GBP' as const, 'EUR' as const, 'USD' as const),
});
const variant = fc.record(
  {
    sku: word,
    name: word,
    options: namedValues,
    prices: fc.uniqueArray(price, { minLength: 1, selector: ({ currency }) => currency }),
  },
  { requiredKeys: ['sku', 'prices'] },
);
const draft = fc.record(
  {
    externalId: word,
    name: word,
    description: fc.string(),
    category: word,
    style: word,
    attributes: namedValues,
    image: word,
    variants: fc.uniqueArray(variant, { minLength: 1, maxLength: 5, selector: ({ sku }) => sku }),
  },
  { requiredKeys: ['name', 'description', 'category', 'variants'] },
);

describe('a product', () => {
  it('is the very same after a revision to what it is already, whatever the order of its prices', () => {
    fc.assert(
      fc.property(draft, (content) => {
        const product = newProduct(content, clock);
        const variants = content.variants.map(({ prices, ...rest }) =>
          Object.assign(rest, { prices: prices.toReversed() }),
        );
        expect(revised(product, { ...content, variants }, later)).toBe(product);
      }),
    );
  });

  it('keeps its id, its age and the ids of the variants whose SKU stays, and counts the change', () => {
    fc.assert(
      fc.property(draft, draft, (first, second) => {
        const product = newProduct(first, clock);
        const next = revised(product, second, later);
        const ids = new Map(product.variants.map(({ sku, id }) => [sku, id]));
        expect([next.id, next.createdAt]).toEqual([product.id, product.createdAt]);
        expect(next.version).toBe(next === product ? 1 : 2);
        for (const { sku, id } of next.variants) expect(id).toBe(ids.get(sku) ?? id);
        expect(new Set(next.variants.map(({ id }) => id)).size).toBe(next.variants.length);
      }),
    );
  });

  it('calls a variant by its name, else by its options, else as the product', () => {
    const product = someProduct({
      variants: [
        { ...variantDraft('A'), name: 'Tall' },
        { ...variantDraft('B'), options: { size: 'M', colour: 'Navy' } },
        { ...variantDraft('C'), options: {} },
      ],
    });
    expect(product.variants.map(({ name }) => name)).toEqual(['Tall', 'Navy / M', 'Harbour Linen Shirt']);
    expect(product.variants[2]).not.toHaveProperty('options');
  });

  it('lets a variant change its SKU when it is named by its id', () => {
    const product = someProduct();
    const [shirt] = product.variants;
    const next = revised(product, productDraft({ variants: [{ ...variantDraft('NEW'), id: shirt?.id }] }), later);
    expect(next.variants).toEqual([{ ...shirt, sku: 'NEW' }]);
  });

  it.each([
    ['of another product', () => ['var_other']],
    ['that another is named by', (own: string) => [own, own]],
  ])('refuses a variant that is named by an id %s', (_, idsOf) => {
    const product = someProduct();
    const variants = idsOf(product.variants[0]?.id ?? '').map((id, index) =>
      Object.assign(variantDraft(`S-${index}`), { id }),
    );
    expect(() => revised(product, productDraft({ variants }), later)).toThrow(code('catalog.unknown-variant'));
  });

  it('takes as many variants as a transaction has room for', () => {
    const variants = Array.from({ length: MAX_VARIANTS }, (_, index) => variantDraft(`S-${index}`));
    const product = someProduct({ variants });
    expect(() => withVariant(product, variantDraft('one-more'), later)).toThrow(code('catalog.too-many-variants'));
  });

  it('is listed at the price of its cheapest variant in each currency', () => {
    const product = someProduct({
      variants: [
        { sku: 'A', prices: [{ amount: 900, currency: 'GBP' }] },
        {
          sku: 'B',
          prices: [
            { amount: 700, currency: 'GBP' },
            { amount: 800, currency: 'EUR' },
          ],
        },
      ],
    });
    expect([priceFrom(product, 'GBP'), priceFrom(product, 'EUR'), priceFrom(product, 'USD')]).toEqual([
      700,
      800,
      undefined,
    ]);
    expect(currenciesOf(product)).toEqual(['EUR', 'GBP']);
  });

  it('is withdrawn as its next version', () => {
    const product = someProduct();
    expect(withdrawn(product, later)).toEqual({
      ...product,
      status: 'withdrawn',
      version: 2,
      updatedAt: '2026-02-01T09:30:00.000Z',
    });
  });
});
