// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { iteration } from '../iteration.ts';
import { operation } from '../operation.ts';
import type {
  CancelOrderRequest,
  CreateCheckoutRequest,
  ListOrdersResponse,
  Order,
  ResolveOrderRequest,
} from './orders-types.ts';

export interface CreateCheckoutContract {
  input: {
    body: CreateCheckoutRequest;
    /**
     * A key of your own for this one effect; a new UUID unless given.
     */
    idempotencyKey?: string | undefined;
  };
  answers: {
    201: Order;
    202: Order;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.invalid-token';
    402: 'payments.declined';
    404: 'carts.cart-not-found';
    409:
      | 'idempotency.in-progress'
      | 'carts.already-checked-out'
      | 'carts.total-changed'
      | 'carts.variant-unavailable'
      | 'inventory.insufficient-stock'
      | 'inventory.reservation-expired'
      | 'orders.checkout-abandoned';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422:
      | 'idempotency.key-reused'
      | 'carts.empty'
      | 'carts.too-many-lines'
      | 'orders.email-required'
      | 'payments.action-unsupported'
      | 'payments.unknown-payment-method';
    428: 'idempotency.key-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Buy what is in a cart.
 *
 * `POST /v1/checkouts` Open to everybody; a session or a cart token tells who asks.
 *
 * Claims the cart, reserves its stock, authorises the payment and confirms the order, or undoes all of it. Answers
 * 201 with the confirmed order, or 202 with an order that is still being worked on: poll its Location. A cart
 * becomes one order at most. `email` is needed from guests; for shoppers it defaults to their own.
 */
export const createCheckout = /* @__PURE__ */ operation<CreateCheckoutContract>({
  id: 'createCheckout',
  method: 'POST',
  path: '/v1/checkouts',
  access: 'guest',
  answers: { '201': 'json', '202': 'json' },
  keyed: true,
});

export interface ListOrdersContract {
  input: {
    /**
     * 20 unless given.
     */
    limit?: number | undefined;
    cursor?: string | undefined;
  };
  answers: {
    200: ListOrdersResponse;
  };
  problems: {
    400: 'request.invalid' | 'request.invalid-cursor';
    401: 'auth.unauthenticated';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * List your own orders, newest first.
 *
 * `GET /v1/orders` For those who are signed in.
 */
export const listOrders = /* @__PURE__ */ operation<ListOrdersContract>({
  id: 'listOrders',
  method: 'GET',
  path: '/v1/orders',
  access: 'shopper',
  answers: { '200': 'json' },
});

/**
 * All that `listOrders` finds, from page to page as the loop goes on.
 */
export const listAllOrders = /* @__PURE__ */ iteration(listOrders);

export interface GetOrderContract {
  input: {
    orderId: string;
  };
  answers: {
    200: Order;
  };
  problems: {
    400: 'request.invalid';
    401: 'auth.invalid-token';
    404: 'orders.order-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Get one order.
 *
 * `GET /v1/orders/{orderId}` Open to everybody; a session or a cart token tells who asks.
 *
 * For its owner, for admins, and for the guest who bears the cart token that it was bought with.
 */
export const getOrder = /* @__PURE__ */ operation<GetOrderContract>({
  id: 'getOrder',
  method: 'GET',
  path: '/v1/orders/{orderId}',
  access: 'guest',
  answers: { '200': 'json' },
});

export interface CancelOrderContract {
  input: {
    orderId: string;
    body?: CancelOrderRequest | undefined;
    /**
     * A key of your own for this one effect; a new UUID unless given.
     */
    idempotencyKey?: string | undefined;
  };
  answers: {
    200: Order;
    202: Order;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.invalid-token';
    404: 'orders.order-not-found';
    409: 'idempotency.in-progress' | 'orders.not-cancellable';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'idempotency.key-reused';
    428: 'idempotency.key-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Cancel a confirmed order.
 *
 * `POST /v1/orders/{orderId}/cancel` Open to everybody; a session or a cart token tells who asks.
 *
 * Voids the payment and gives the stock back. Answers 200 with the cancelled order, or 202 when that takes longer:
 * the cancellation is decided and finishes by itself.
 */
export const cancelOrder = /* @__PURE__ */ operation<CancelOrderContract>({
  id: 'cancelOrder',
  method: 'POST',
  path: '/v1/orders/{orderId}/cancel',
  access: 'guest',
  answers: { '200': 'json', '202': 'json' },
  keyed: true,
});

export interface ResolveOrderContract {
  input: {
    orderId: string;
    body: ResolveOrderRequest;
  };
  answers: {
    200: Order;
    202: Order;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    403: 'auth.forbidden';
    404: 'orders.order-not-found';
    409: 'orders.not-parked';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Resolve a parked order.
 *
 * `POST /internal/v1/orders/{orderId}/resolution` For principals of IAM, who sign their requests.
 *
 * `retry` undoes once more what the order did outside: the payment is voided, the stock goes back. `settle` closes
 * it as it is, for what was undone by hand. Answers 200 with the settled order, or 202 while it is still parked.
 */
export const resolveOrder = /* @__PURE__ */ operation<ResolveOrderContract>({
  id: 'resolveOrder',
  method: 'POST',
  path: '/internal/v1/orders/{orderId}/resolution',
  access: 'internal',
  answers: { '200': 'json', '202': 'json' },
});
