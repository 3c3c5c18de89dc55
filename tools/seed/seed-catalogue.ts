import { loadProducts } from '../import/load-products.ts';
import { merchantApi } from '../import/merchant-api.ts';
import { seedProducts } from './catalogue.ts';

export interface SeedProgress {
  readonly done: number;
  readonly total: number;
}

export interface SeedOptions {
  /** The front door, such as `http://localhost:4000`. */
  readonly baseUrl: string;
  readonly adminToken: string;
  readonly onProgress?: (progress: SeedProgress) => void;
}

export interface SeedOutcome {
  readonly products: number;
  readonly created: number;
  readonly stockOpened: number;
}

/**
 * Loads the seed catalogue with its stock through the public API. What is there already stays as it is, so that an
 * interrupted seeding is finished by the next. Throws when a product or its stock is refused.
 */
export async function seedCatalogue({ baseUrl, adminToken, onProgress }: SeedOptions): Promise<SeedOutcome> {
  const products = seedProducts();
  let done = 0;
  const loaded = await loadProducts(merchantApi({ baseUrl, token: { current: () => adminToken } }), products, {
    onProgress: (count) => {
      done += count;
      onProgress?.({ done, total: products.length });
    },
  });
  const refused = loaded.flatMap(({ reasons }) => reasons);
  if (refused.length > 0) throw new Error(`The seed catalogue was refused: ${refused.join(' ')}`);
  return {
    products: products.length,
    created: loaded.filter(({ result }) => result === 'created').length,
    stockOpened: loaded.reduce((total, { opened }) => total + opened, 0),
  };
}
