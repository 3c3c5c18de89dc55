import { patched, type ProductPatch } from '../domain/product-patch.ts';
import { revised, type Product } from '../domain/product.ts';
import { changeProduct, type ProductRevision } from './change-product.ts';
import type { ChangeProductDeps } from './create-product.ts';

/** Applies a merge patch; one that changes nothing writes nothing. Throws 404, 409, 412 and 422 as its route says. */
export const updateProduct =
  (deps: ChangeProductDeps) =>
  (revision: ProductRevision, patch: ProductPatch): Promise<Product> =>
    changeProduct(deps, revision, (product) => revised(product, patched(product, patch), deps.clock));
