import type { AdminOrigin } from '@tradewind/contracts/events/admin-action';
import type { Clock } from '@tradewind/kernel';
import { newProduct, type Product, type ProductDraft } from '../domain/product.ts';
import type { Products } from './ports.ts';
import { changeOf } from './product-events.ts';

export interface ChangeProductDeps {
  readonly products: Products;
  readonly clock: Clock;
}

/** Puts a product on sale. Throws `catalog.sku-taken` or `catalog.external-id-taken` (409). */
export const createProduct =
  ({ products, clock }: ChangeProductDeps) =>
  async (draft: ProductDraft, origin: AdminOrigin): Promise<Product> => {
    const product = newProduct(draft, clock);
    await products.save(changeOf(undefined, product, origin, clock));
    return product;
  };
