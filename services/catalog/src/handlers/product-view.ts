import type { Product } from '../domain/product.ts';

/** A product on sale as the API shows it. */
export function toProductView(product: Product) {
  return { ...product, status: 'active' as const };
}
