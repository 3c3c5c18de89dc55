import { isDomainError } from '@tradewind/kernel';
import { skuTaken } from '../domain/errors.ts';
import { withVariant, type Product, type VariantDraft } from '../domain/product.ts';
import { changeProduct, type ProductRevision } from './change-product.ts';
import type { ChangeProductDeps } from './create-product.ts';

const MAX_ATTEMPTS = 4;

/**
 * Adds a variant behind the others. A caller who names no version is not troubled with changes that come between.
 * Throws 404, 409 `catalog.sku-taken`, 412 and 422 `catalog.too-many-variants`.
 */
export const addVariant =
  (deps: ChangeProductDeps) =>
  async (revision: ProductRevision, variant: VariantDraft): Promise<Product> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await changeProduct(deps, revision, (product) => {
          if (product.variants.some(({ sku }) => sku === variant.sku)) throw skuTaken(variant.sku);
          return withVariant(product, variant, deps.clock);
        });
      } catch (error) {
        const mayRetry = revision.seenVersion === undefined && attempt < MAX_ATTEMPTS;
        if (!mayRetry || !isDomainError(error, 'request.stale-version')) throw error;
      }
    }
  };
