import type { EventDefinition } from '../events/event.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import type { RouteDefinition } from '../http/route.ts';
import { CatalogAdminActionRecorded } from './admin-action-recorded.v1.ts';
import { addVariant } from './add-variant.ts';
import { createProduct } from './create-product.ts';
import { getProduct } from './get-product.ts';
import { listCategories } from './list-categories.ts';
import { listProducts } from './list-products.ts';
import { ProductPublished } from './product-published.v1.ts';
import { ProductWithdrawn } from './product-withdrawn.v1.ts';
import { updateProduct } from './update-product.ts';
import { upsertProducts } from './upsert-products.ts';
import { withdrawProduct } from './withdraw-product.ts';

export const routes: readonly RouteDefinition[] = [
  listProducts,
  getProduct,
  listCategories,
  createProduct,
  updateProduct,
  withdrawProduct,
  addVariant,
  upsertProducts,
];
export const events: readonly EventDefinition[] = [CatalogAdminActionRecorded, ProductPublished, ProductWithdrawn];
export const functions: readonly FunctionDefinition[] = [];
