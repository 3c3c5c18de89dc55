import { productNotFound } from '../domain/errors.ts';
import type { Product } from '../domain/product.ts';
import type { ProductReader } from './ports.ts';

export interface GetProductDeps {
  readonly products: ProductReader;
}

/** A product on sale. Throws `catalog.product-not-found` (404), also for a withdrawn one. */
export const getProduct =
  ({ products }: GetProductDeps) =>
  async (productId: string): Promise<Product> => {
    const product = await products.find(productId);
    if (product?.status !== 'active') throw productNotFound(productId);
    return product;
  };
