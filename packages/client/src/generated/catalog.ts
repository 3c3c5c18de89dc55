// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { iteration } from '../iteration.ts';
import { operation } from '../operation.ts';
import type { CurrencyCode, ListProductsResponse, Product } from './shared-types.ts';
import type {
  ListCategoriesResponse,
  NewProductInput,
  ProductPatch,
  UpsertProductsRequest,
  UpsertProductsResponse,
  VariantInput,
} from './catalog-types.ts';

export interface ListProductsContract {
  input: {
    /**
     * 20 unless given.
     */
    limit?: number | undefined;
    cursor?: string | undefined;
    category?: string | undefined;
    currency?: CurrencyCode | undefined;
    minPrice?: number | undefined;
    maxPrice?: number | undefined;
    /**
     * "newest" unless given.
     */
    sort?: ('newest' | 'name' | '-name' | 'price' | '-price') | undefined;
  };
  answers: {
    200: ListProductsResponse;
  };
  problems: {
    400: 'request.invalid' | 'request.invalid-cursor';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * List products.
 *
 * `GET /v1/products` Open to everybody.
 *
 * Products on sale, newest first unless sorted otherwise. `currency` keeps to the products priced in it; `minPrice`
 * and `maxPrice` (minor units, inclusive) and the price orders look at the cheapest variant in that currency. A
 * price filter under another order than price reads a bounded stretch of the list for one page: such a page may hold
 * fewer than `limit` products while `nextCursor` leads on.
 */
export const listProducts = /* @__PURE__ */ operation<ListProductsContract>({
  id: 'listProducts',
  method: 'GET',
  path: '/v1/products',
  access: 'public',
  answers: { '200': 'json' },
});

/**
 * All that `listProducts` finds, from page to page as the loop goes on.
 */
export const listAllProducts = /* @__PURE__ */ iteration(listProducts);

export interface CreateProductContract {
  input: {
    body: NewProductInput;
    /**
     * A key of your own for this one effect; a new UUID unless given.
     */
    idempotencyKey?: string | undefined;
  };
  answers: {
    201: Product;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    409: 'idempotency.in-progress' | 'catalog.sku-taken' | 'catalog.external-id-taken';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'idempotency.key-reused';
    428: 'idempotency.key-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Create a product.
 *
 * `POST /v1/products` For admins.
 */
export const createProduct = /* @__PURE__ */ operation<CreateProductContract>({
  id: 'createProduct',
  method: 'POST',
  path: '/v1/products',
  access: 'admin',
  answers: { '201': 'json' },
  keyed: true,
});

export interface GetProductContract {
  input: {
    productId: string;
  };
  answers: {
    200: Product;
  };
  problems: {
    400: 'request.invalid';
    404: 'catalog.product-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read a product.
 *
 * `GET /v1/products/{productId}` Open to everybody.
 */
export const getProduct = /* @__PURE__ */ operation<GetProductContract>({
  id: 'getProduct',
  method: 'GET',
  path: '/v1/products/{productId}',
  access: 'public',
  answers: { '200': 'json' },
});

export interface UpdateProductContract {
  input: {
    productId: string;
    body: ProductPatch;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch: string | undefined;
  };
  answers: {
    200: Product;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'catalog.product-not-found';
    409: 'catalog.sku-taken' | 'catalog.external-id-taken';
    412: 'request.stale-version';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'catalog.unknown-variant' | 'catalog.too-many-attributes';
    428: 'request.if-match-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Change a product.
 *
 * `PATCH /v1/products/{productId}` For admins.
 *
 * A JSON merge patch (RFC 7396). Variants, when given, replace the whole list; one that names the `id` or the SKU of
 * a present variant keeps its id, one that is left out is no longer sold.
 */
export const updateProduct = /* @__PURE__ */ operation<UpdateProductContract>({
  id: 'updateProduct',
  method: 'PATCH',
  path: '/v1/products/{productId}',
  access: 'admin',
  answers: { '200': 'json' },
  ifMatch: 'required',
});

export interface WithdrawProductContract {
  input: {
    productId: string;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch: string | undefined;
  };
  answers: {
    204: undefined;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'catalog.product-not-found';
    412: 'request.stale-version';
    428: 'request.if-match-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Withdraw a product from sale.
 *
 * `DELETE /v1/products/{productId}` For admins.
 *
 * It disappears from lists and reads; its SKUs and its external id are free again.
 */
export const withdrawProduct = /* @__PURE__ */ operation<WithdrawProductContract>({
  id: 'withdrawProduct',
  method: 'DELETE',
  path: '/v1/products/{productId}',
  access: 'admin',
  answers: { '204': 'empty' },
  ifMatch: 'required',
});

export interface ListCategoriesContract {
  input: {
    /**
     * 100 unless given.
     */
    limit?: number | undefined;
    cursor?: string | undefined;
  };
  answers: {
    200: ListCategoriesResponse;
  };
  problems: {
    400: 'request.invalid' | 'request.invalid-cursor';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * List categories.
 *
 * `GET /v1/categories` Open to everybody.
 *
 * The categories that have products on sale, by slug; up to 100 a page unless `limit` says less. A category comes
 * into being with its first product.
 */
export const listCategories = /* @__PURE__ */ operation<ListCategoriesContract>({
  id: 'listCategories',
  method: 'GET',
  path: '/v1/categories',
  access: 'public',
  answers: { '200': 'json' },
});

/**
 * All that `listCategories` finds, from page to page as the loop goes on.
 */
export const listAllCategories = /* @__PURE__ */ iteration(listCategories);

export interface AddVariantContract {
  input: {
    productId: string;
    body: VariantInput;
    /**
     * A key of your own for this one effect; a new UUID unless given.
     */
    idempotencyKey?: string | undefined;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch?: string | undefined;
  };
  answers: {
    201: Product;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'catalog.product-not-found';
    409: 'idempotency.in-progress' | 'catalog.sku-taken';
    412: 'request.stale-version';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'idempotency.key-reused' | 'catalog.too-many-variants';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Add a variant to a product.
 *
 * `POST /v1/products/{productId}/variants` For admins.
 *
 * Answers the whole product, whose last variant is the new one.
 */
export const addVariant = /* @__PURE__ */ operation<AddVariantContract>({
  id: 'addVariant',
  method: 'POST',
  path: '/v1/products/{productId}/variants',
  access: 'admin',
  answers: { '201': 'json' },
  keyed: true,
  ifMatch: 'honoured',
});

export interface UpsertProductsContract {
  input: {
    body: UpsertProductsRequest;
  };
  answers: {
    200: UpsertProductsResponse;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Create or update up to 100 products by external id.
 *
 * `POST /v1/products/batch` For admins.
 *
 * Each row stands alone: one that breaks a rule is `rejected` with its errors, the others take effect. Optional
 * fields that a row leaves out are removed from the product. Sending the same batch again answers `unchanged` and
 * writes nothing.
 */
export const upsertProducts = /* @__PURE__ */ operation<UpsertProductsContract>({
  id: 'upsertProducts',
  method: 'POST',
  path: '/v1/products/batch',
  access: 'admin',
  answers: { '200': 'json' },
});
