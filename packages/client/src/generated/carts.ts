// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { operation } from '../operation.ts';
import type {
  AddCartItemRequest,
  Cart,
  ChangeCartItemRequest,
  CreateCartRequest,
  CreateCartResponse,
} from './carts-types.ts';

export interface CreateCartContract {
  input: {
    body: CreateCartRequest;
    /**
     * A key of your own for this one effect; a new UUID unless given.
     */
    idempotencyKey?: string | undefined;
  };
  answers: {
    201: CreateCartResponse;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.invalid-token';
    409: 'idempotency.in-progress';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'idempotency.key-reused';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Start a cart in one currency.
 *
 * `POST /v1/carts` Open to everybody; a session or a cart token tells who asks.
 *
 * A guest's cart answers `cartToken`, this once: send it back as `X-Cart-Token`. A signed-in shopper's cart belongs
 * to the shopper and has no token.
 */
export const createCart = /* @__PURE__ */ operation<CreateCartContract>({
  id: 'createCart',
  method: 'POST',
  path: '/v1/carts',
  access: 'guest',
  answers: { '201': 'json' },
  keyed: true,
});

export interface GetCartContract {
  input: {
    cartId: string;
  };
  answers: {
    200: Cart;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.invalid-token';
    404: 'carts.cart-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read a cart at current prices.
 *
 * `GET /v1/carts/{cartId}` Open to everybody; a session or a cart token tells who asks.
 *
 * The `ETag` is the version of what the cart holds; prices follow the catalogue without changing it.
 */
export const getCart = /* @__PURE__ */ operation<GetCartContract>({
  id: 'getCart',
  method: 'GET',
  path: '/v1/carts/{cartId}',
  access: 'guest',
  answers: { '200': 'json' },
});

export interface AddCartItemContract {
  input: {
    cartId: string;
    body: AddCartItemRequest;
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
    200: Cart;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.invalid-token';
    404: 'carts.cart-not-found';
    409: 'idempotency.in-progress' | 'carts.already-checked-out';
    412: 'request.stale-version';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422:
      | 'idempotency.key-reused'
      | 'carts.currency-unavailable'
      | 'carts.quantity-too-large'
      | 'carts.too-many-lines'
      | 'carts.variant-unavailable';
    500: 'internal.error';
    503: 'carts.busy' | 'service.unavailable';
  };
}

/**
 * Add units of a variant.
 *
 * `POST /v1/carts/{cartId}/items` Open to everybody; a session or a cart token tells who asks.
 *
 * Units of a variant that is already in the cart add up on its line. Answers the whole cart.
 */
export const addCartItem = /* @__PURE__ */ operation<AddCartItemContract>({
  id: 'addCartItem',
  method: 'POST',
  path: '/v1/carts/{cartId}/items',
  access: 'guest',
  answers: { '200': 'json' },
  keyed: true,
  ifMatch: 'honoured',
});

export interface ChangeCartItemContract {
  input: {
    cartId: string;
    itemId: string;
    body: ChangeCartItemRequest;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch?: string | undefined;
  };
  answers: {
    200: Cart;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.invalid-token';
    404: 'carts.cart-not-found' | 'carts.item-not-found';
    409: 'carts.already-checked-out';
    412: 'request.stale-version';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    500: 'internal.error';
    503: 'carts.busy' | 'service.unavailable';
  };
}

/**
 * Set the quantity of a line.
 *
 * `PATCH /v1/carts/{cartId}/items/{itemId}` Open to everybody; a session or a cart token tells who asks.
 */
export const changeCartItem = /* @__PURE__ */ operation<ChangeCartItemContract>({
  id: 'changeCartItem',
  method: 'PATCH',
  path: '/v1/carts/{cartId}/items/{itemId}',
  access: 'guest',
  answers: { '200': 'json' },
  ifMatch: 'honoured',
});

export interface RemoveCartItemContract {
  input: {
    cartId: string;
    itemId: string;
    /**
     * The `etag` of the version that you read.
     */
    ifMatch?: string | undefined;
  };
  answers: {
    200: Cart;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.invalid-token';
    404: 'carts.cart-not-found' | 'carts.item-not-found';
    409: 'carts.already-checked-out';
    412: 'request.stale-version';
    500: 'internal.error';
    503: 'carts.busy' | 'service.unavailable';
  };
}

/**
 * Take a line out of the cart.
 *
 * `DELETE /v1/carts/{cartId}/items/{itemId}` Open to everybody; a session or a cart token tells who asks.
 *
 * Answers the cart as it stands afterwards, so that its `ETag` and totals need no second call.
 */
export const removeCartItem = /* @__PURE__ */ operation<RemoveCartItemContract>({
  id: 'removeCartItem',
  method: 'DELETE',
  path: '/v1/carts/{cartId}/items/{itemId}',
  access: 'guest',
  answers: { '200': 'json' },
  ifMatch: 'honoured',
});
