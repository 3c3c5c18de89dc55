import type { AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { productNotFound, staleVersion } from '../domain/errors.ts';
import type { Product } from '../domain/product.ts';
import type { ChangeProductDeps } from './create-product.ts';
import { changeOf } from './product-events.ts';

export interface ProductRevision {
  readonly productId: string;
  /** The version that the caller has seen; undefined takes whatever stands. */
  readonly seenVersion: number | undefined;
  readonly origin: AdminOrigin;
}

/**
 * Loads a product on sale, lets `decide` make its next state and saves that, unless it decides to keep the product.
 * Throws `catalog.product-not-found` (404), `request.stale-version` (412) and what `decide` and saving throw.
 */
export async function changeProduct(
  { products, clock }: ChangeProductDeps,
  { productId, seenVersion, origin }: ProductRevision,
  decide: (product: Product) => Product,
): Promise<Product> {
  const before = await products.findCurrent(productId);
  if (before?.status !== 'active') throw productNotFound(productId);
  if (seenVersion !== undefined && before.version !== seenVersion) throw staleVersion();
  const after = decide(before);
  if (after !== before) await products.save(changeOf(before, after, origin, clock));
  return after;
}
