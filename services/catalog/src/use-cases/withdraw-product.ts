import { withdrawn } from '../domain/product.ts';
import { changeProduct, type ProductRevision } from './change-product.ts';
import type { ChangeProductDeps } from './create-product.ts';

/** Takes a product off sale and frees its SKUs and its external id. Throws 404 and 412. */
export const withdrawProduct =
  (deps: ChangeProductDeps) =>
  async (revision: ProductRevision): Promise<void> => {
    await changeProduct(deps, revision, (product) => withdrawn(product, deps.clock));
  };
