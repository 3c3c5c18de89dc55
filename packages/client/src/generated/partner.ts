// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { iteration } from '../iteration.ts';
import { operation } from '../operation.ts';
import type { CurrencyCode, ListProductsResponse, Product } from './shared-types.ts';
import type { PartnerStock, StockFeed, SubmitStockFeedResponse } from './partner-types.ts';

export interface ListPartnerProductsContract {
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
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    413: 'request.too-large';
    429: 'request.throttled' | 'request.quota-exceeded';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * List products as a partner.
 *
 * `GET /partner/v1/products` For holders of an API key or a service token.
 *
 * Products on sale, newest first unless sorted otherwise. `currency` keeps to the products priced in it; `minPrice`
 * and `maxPrice` (minor units, inclusive) and the price orders look at the cheapest variant in that currency. A
 * price filter under another order than price reads a bounded stretch of the list for one page: such a page may hold
 * fewer than `limit` products while `nextCursor` leads on.
 */
export const listPartnerProducts = /* @__PURE__ */ operation<ListPartnerProductsContract>({
  id: 'listPartnerProducts',
  method: 'GET',
  path: '/partner/v1/products',
  access: 'partner',
  answers: { '200': 'json' },
});

/**
 * All that `listPartnerProducts` finds, from page to page as the loop goes on.
 */
export const listAllPartnerProducts = /* @__PURE__ */ iteration(listPartnerProducts);

export interface GetPartnerProductContract {
  input: {
    productId: string;
  };
  answers: {
    200: Product;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'catalog.product-not-found';
    413: 'request.too-large';
    429: 'request.throttled' | 'request.quota-exceeded';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read a product as a partner.
 *
 * `GET /partner/v1/products/{productId}` For holders of an API key or a service token.
 */
export const getPartnerProduct = /* @__PURE__ */ operation<GetPartnerProductContract>({
  id: 'getPartnerProduct',
  method: 'GET',
  path: '/partner/v1/products/{productId}',
  access: 'partner',
  answers: { '200': 'json' },
});

export interface GetPartnerStockContract {
  input: {
    sku: string;
  };
  answers: {
    200: PartnerStock;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    404: 'inventory.stock-not-found';
    413: 'request.too-large';
    429: 'request.throttled' | 'request.quota-exceeded';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read the stock of a SKU as one flat record.
 *
 * `GET /partner/v1/stock/{sku}` For holders of an API key or a service token.
 */
export const getPartnerStock = /* @__PURE__ */ operation<GetPartnerStockContract>({
  id: 'getPartnerStock',
  method: 'GET',
  path: '/partner/v1/stock/{sku}',
  access: 'partner',
  answers: { '200': 'json' },
});

export interface SubmitStockFeedContract {
  input: {
    body: StockFeed;
  };
  answers: {
    202: SubmitStockFeedResponse;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    429: 'request.throttled' | 'request.quota-exceeded';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Hand in the counted stock of a location.
 *
 * `POST /partner/v1/stock-feeds` For holders of an API key or a service token.
 *
 * Taken into a queue and worked off within seconds: each level is corrected to what was counted. The same `feedId`
 * counts once. A count below what is reserved for orders is left out.
 */
export const submitStockFeed = /* @__PURE__ */ operation<SubmitStockFeedContract>({
  id: 'submitStockFeed',
  method: 'POST',
  path: '/partner/v1/stock-feeds',
  access: 'partner',
  answers: { '202': 'json' },
});
