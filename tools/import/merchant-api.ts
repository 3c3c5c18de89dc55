import { getStock } from '@tradewind/contracts/inventory/get-stock';
import { upsertProducts, type BatchProduct, type BatchRowResult } from '@tradewind/contracts/catalog/upsert-products';
import { Problem } from '@tradewind/contracts/http/problem';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** An answer that is no success and that no repetition changes. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

/** A bearer token and how to get another when it has run out; without `renew` a 401 is final. */
export interface AccessToken {
  current(): string;
  renew?(): Promise<void>;
}

/** What a merchant's tools do over the public HTTP API. Every call may be repeated without a second effect. */
export interface MerchantApi {
  /** Up to 100 products; answers a result for each. */
  upsert(products: readonly BatchProduct[]): Promise<BatchRowResult[]>;
  /** The locations where stock of the SKU was opened; none for an unknown SKU. */
  stockedLocations(sku: string): Promise<ReadonlySet<string>>;
  /** Opens the stock of a SKU at a location. */
  openStock(sku: string, locationId: string, quantity: number): Promise<'stocked' | 'already-stocked'>;
}

export interface MerchantApiOptions {
  readonly baseUrl: string;
  readonly token: AccessToken;
  /** Attempts at one call, the first included. */
  readonly attempts?: number;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

const PASSING = new Set([429, 502, 503, 504]);
const TIMEOUT_MS = 60_000;
const FIRST_DELAY_MS = 200;
const MAX_DELAY_MS = 10_000;

async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text();
  const problem = Problem.safeParse(parsedJson(text));
  if (!problem.success) return new ApiError(response.status, 'http', `${response.status} ${text.slice(0, 200)}`);
  const { code, detail, errors = [] } = problem.data;
  const fields = errors.map(({ path, message }) => `${path}: ${message}`);
  return new ApiError(response.status, code, [detail, ...fields].join(' '));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds where the answer has one, else exponential with full jitter; in ms. */
function pauseBefore(attempt: number, response: Response | undefined): number {
  const seconds = Number(response?.headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.min(seconds * 1000, MAX_DELAY_MS);
  return Math.random() * Math.min(FIRST_DELAY_MS * 2 ** attempt, MAX_DELAY_MS);
}

/** The merchant's side of the API at `baseUrl`; passing failures (429, 502 to 504, lost connections) are tried again. */
export function merchantApi({ baseUrl, token, attempts = 7, wait = delay }: MerchantApiOptions): MerchantApi {
  async function attempt({ method, path, body, idempotencyKey }: Call): Promise<Response> {
    return fetch(new URL(path, baseUrl), {
      method,
      headers: {
        authorization: `Bearer ${token.current()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }

  async function call(request: Call): Promise<Response> {
    let renewed = false;
    for (let count = 1; ; count += 1) {
      const outcome = await attempt(request).catch((error: unknown) => ({ lost: error }));
      if ('lost' in outcome) {
        if (count >= attempts) throw new Error(`No answer from ${baseUrl}.`, { cause: outcome.lost });
        await wait(pauseBefore(count, undefined));
      } else if (outcome.status === 401 && token.renew !== undefined && !renewed) {
        renewed = true;
        await token.renew();
      } else if (PASSING.has(outcome.status) && count < attempts) {
        await wait(pauseBefore(count, outcome));
      } else {
        return outcome;
      }
    }
  }

  return {
    async upsert(products) {
      const response = await call({ method: 'POST', path: '/v1/products/batch', body: { products } });
      if (!response.ok) throw await errorOf(response);
      return upsertProducts.responses[200].parse(await response.json()).data;
    },
    async stockedLocations(sku) {
      const response = await call({ method: 'GET', path: `/v1/stock/${sku}` });
      if (response.status === 404) return new Set();
      if (!response.ok) throw await errorOf(response);
      const { locations } = getStock.responses[200].parse(await response.json());
      return new Set(locations.map(({ locationId }) => locationId));
    },
    async openStock(sku, locationId, quantity) {
      const response = await call({
        method: 'POST',
        path: `/v1/stock/${sku}/adjustments`,
        body: { locationId, delta: quantity, reason: 'initial' },
        idempotencyKey: randomUUID(),
      });
      if (response.ok) return 'stocked';
      const error = await errorOf(response);
      if (error.code === 'inventory.already-stocked') return 'already-stocked';
      throw error;
    },
  };
}
