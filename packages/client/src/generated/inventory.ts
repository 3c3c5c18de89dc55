// Written by `npm run generate:client` from the OpenAPI document of the contracts: change those instead.
import { operation } from '../operation.ts';
import type { Stock, StockAdjustment } from './inventory-types.ts';

export interface GetStockContract {
  input: {
    sku: string;
  };
  answers: {
    200: Stock;
  };
  problems: {
    400: 'request.invalid';
    404: 'inventory.stock-not-found';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Read the stock of a SKU.
 *
 * `GET /v1/stock/{sku}` Open to everybody.
 */
export const getStock = /* @__PURE__ */ operation<GetStockContract>({
  id: 'getStock',
  method: 'GET',
  path: '/v1/stock/{sku}',
  access: 'public',
  answers: { '200': 'json' },
});

export interface AdjustStockContract {
  input: {
    sku: string;
    body: StockAdjustment;
    /**
     * A key of your own for this one effect; a new UUID unless given.
     */
    idempotencyKey?: string | undefined;
  };
  answers: {
    201: Stock;
  };
  problems: {
    400: 'request.malformed-json' | 'request.invalid';
    401: 'auth.unauthenticated';
    403: 'auth.forbidden';
    409:
      'idempotency.in-progress' | 'inventory.already-stocked' | 'inventory.below-reserved' | 'inventory.level-too-high';
    413: 'request.too-large';
    415: 'request.unsupported-media-type';
    422: 'idempotency.key-reused' | 'inventory.wrong-direction';
    428: 'idempotency.key-required';
    500: 'internal.error';
    503: 'service.unavailable';
  };
}

/**
 * Adjust the stock of a SKU at a location.
 *
 * `POST /v1/stock/{sku}/adjustments` For admins.
 *
 * `initial` (from 0), `received` and `returned` add units, `damaged` and `lost` take them, `correction` does either.
 * Units that are reserved cannot be taken.
 */
export const adjustStock = /* @__PURE__ */ operation<AdjustStockContract>({
  id: 'adjustStock',
  method: 'POST',
  path: '/v1/stock/{sku}/adjustments',
  access: 'admin',
  answers: { '201': 'json' },
  keyed: true,
});
