import { newProduct, type Product, type ProductDraft, type VariantDraft } from '../domain/product.ts';

export const clock = { now: () => new Date('2026-01-31T09:30:00.000Z') };
export const later = { now: () => new Date('2026-02-01T09:30:00.000Z') };
export const origin = { requestId: 'req-1', correlationId: 'cor-1', actor: 'usr_01JAZ9TQ4B8ZK6Y3V1W5R7D9AD' };

export function variantDraft(sku: string, pence = 4900): VariantDraft {
  return { sku, prices: [{ amount: pence, currency: 'GBP' }] };
}

export function productDraft(change: Partial<ProductDraft> = {}): ProductDraft {
  return {
    name: 'Harbour Linen Shirt',
    description: 'Light, and better for every wash.',
    category: 'apparel',
    variants: [variantDraft('TW-SHIRT-M')],
    ...change,
  };
}

export function someProduct(change: Partial<ProductDraft> = {}): Product {
  return newProduct(productDraft(change), clock);
}
