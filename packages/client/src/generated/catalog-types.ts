// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import type { Price } from './shared-types.ts';

export interface BatchProductInput {
  externalId: string;
  name: string;
  description?: string;
  category: string;
  style?: string;
  attributes?: {
    [k: string]: string;
  };
  image?: string;
  /**
   * @minItems 1
   * @maxItems 30
   */
  variants: VariantInput[];
}

export interface BatchRowResult {
  index: number;
  externalId: string | null;
  result: 'created' | 'updated' | 'unchanged' | 'rejected';
  productId?: string;
  errors?: {
    path: string;
    code: string;
    message: string;
  }[];
}

export interface Category {
  slug: string;
  name: string;
}

export interface ListCategoriesResponse {
  data: Category[];
  nextCursor: string | null;
}

export interface NewProductInput {
  externalId?: string;
  name: string;
  description?: string;
  category: string;
  style?: string;
  attributes?: {
    [k: string]: string;
  };
  image?: string;
  /**
   * @minItems 1
   * @maxItems 30
   */
  variants: VariantInput[];
}

export interface ProductPatch {
  externalId?: string | null;
  name?: string;
  description?: string;
  category?: string;
  style?: string | null;
  attributes?: {
    [k: string]: string | null;
  } | null;
  image?: string | null;
  /**
   * @minItems 1
   * @maxItems 30
   */
  variants?: {
    sku: string;
    name?: string;
    options?: {
      [k: string]: string;
    };
    /**
     * @minItems 1
     * @maxItems 3
     */
    prices: Price[];
    id?: string;
  }[];
}

export interface UpsertProductsRequest {
  /**
   * @minItems 1
   * @maxItems 100
   */
  products: BatchProductInput[];
}

export interface UpsertProductsResponse {
  data: BatchRowResult[];
}

export interface VariantInput {
  sku: string;
  name?: string;
  options?: {
    [k: string]: string;
  };
  /**
   * @minItems 1
   * @maxItems 3
   */
  prices: Price[];
}
