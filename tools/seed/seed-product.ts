import type { BatchProduct } from '@tradewind/contracts/catalog/upsert-products';
import type { ProductToLoad } from '../import/load-products.ts';

/** Pence, cents and cents of one article, as its price list has them. */
export type PriceList = readonly [gbp: number, eur: number, usd: number];

/** One article of the seed catalogue; it is sold in every combination of its options. */
export interface SeedProduct {
  readonly name: string;
  readonly category: string;
  readonly style: string;
  readonly description: string;
  readonly prices: PriceList;
  /** `{ size: ['S', 'M'] }`; an article without options has one variant. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Units of every variant in London and in Rotterdam. */
  readonly stock: readonly [london: number, rotterdam: number];
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Every choice of one value for each option, the last option varying fastest. */
function combinations(options: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  return Object.entries(options).reduce<Record<string, string>[]>(
    (chosen, [name, values]) => chosen.flatMap((choice) => values.map((value) => ({ ...choice, [name]: value }))),
    [{}],
  );
}

function skuOf(slug: string, choice: Readonly<Record<string, string>>): string {
  return ['tw', slug, ...Object.values(choice).map(slugOf)].join('-').toUpperCase();
}

/** The article as the batch route takes it, with the stock of its variants at both locations. */
export function toProduct(article: SeedProduct): ProductToLoad {
  const { name, category, style, description, prices, options = {}, attributes, stock } = article;
  const slug = slugOf(name);
  const [gbp, eur, usd] = prices;
  const variants = combinations(options).map((choice) => ({
    sku: skuOf(slug, choice),
    ...(Object.keys(choice).length === 0 ? {} : { options: choice }),
    prices: [
      { amount: gbp, currency: 'GBP' as const },
      { amount: eur, currency: 'EUR' as const },
      { amount: usd, currency: 'USD' as const },
    ],
  }));
  const product: BatchProduct = {
    externalId: `tradewind-${slug}`,
    name,
    description,
    category,
    style,
    ...(attributes === undefined ? {} : { attributes: { ...attributes } }),
    variants,
  };
  const [london, rotterdam] = stock;
  return {
    product,
    stock: variants.flatMap(({ sku }) => [
      { sku, locationId: 'london', quantity: london },
      { sku, locationId: 'rotterdam', quantity: rotterdam },
    ]),
  };
}
