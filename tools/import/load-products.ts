import type { BatchProduct, BatchRowResult } from '@tradewind/contracts/catalog/upsert-products';
import { inParallel } from './in-parallel.ts';
import { ApiError, type MerchantApi } from './merchant-api.ts';

/** Units of one SKU with which its stock at a location is opened. */
export interface OpeningStock {
  readonly sku: string;
  readonly locationId: string;
  readonly quantity: number;
}

export interface ProductToLoad {
  readonly product: BatchProduct;
  readonly stock: readonly OpeningStock[];
}

export interface LoadedProduct {
  readonly result: BatchRowResult['result'];
  readonly reasons: readonly string[];
  /** Opened by this run; what was open before stays as it is. */
  readonly opened: number;
  readonly openBefore: number;
}

export interface LoadOptions {
  /** Called with the number of products done since the last call. */
  readonly onProgress?: (products: number) => void;
}

const BATCH_SIZE = 100;
const BATCHES_AT_ONCE = 2;
/** For each batch. Together four, as many calls of one function as the local front door runs at a time. */
const STOCK_CALLS_AT_ONCE = 2;
const BUSY_ATTEMPTS = 3;

function reasonsOf({ errors = [] }: BatchRowResult): string[] {
  return errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
}

const isBusy = ({ errors = [] }: BatchRowResult): boolean => errors.some(({ code }) => code === 'catalog.busy');

async function upsertBatch(api: MerchantApi, batch: readonly ProductToLoad[]): Promise<BatchRowResult[]> {
  const results = await api.upsert(batch.map(({ product }) => product));
  for (let attempt = 1; attempt < BUSY_ATTEMPTS; attempt += 1) {
    const again = results.filter(isBusy).flatMap(({ index }) => {
      const row = batch[index];
      return row === undefined ? [] : [{ index, product: row.product }];
    });
    if (again.length === 0) break;
    for (const [position, result] of (await api.upsert(again.map(({ product }) => product))).entries()) {
      const index = again[position]?.index;
      if (index !== undefined) results[index] = { ...result, index };
    }
  }
  return results;
}

async function openStock(api: MerchantApi, { stock }: ProductToLoad, isNew: boolean) {
  const counts = { opened: 0, openBefore: 0 };
  const reasons: string[] = [];
  const skus = [...new Set(stock.map(({ sku }) => sku))];
  const openAt = new Map(
    isNew ? [] : await Promise.all(skus.map(async (sku) => [sku, await api.stockedLocations(sku)] as const)),
  );
  for (const { sku, locationId, quantity } of stock) {
    try {
      const open =
        openAt.get(sku)?.has(locationId) === true || (await api.openStock(sku, locationId, quantity)) !== 'stocked';
      counts[open ? 'openBefore' : 'opened'] += 1;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      reasons.push(`stock of ${sku}: ${error.message}`);
    }
  }
  return { ...counts, reasons };
}

/**
 * Stores products by their external ids and opens their stock, in bounded parallel. What is there already stays, so that
 * an interrupted run is finished by running it again. Answers an outcome for each product, in order.
 */
export async function loadProducts(
  api: MerchantApi,
  products: readonly ProductToLoad[],
  { onProgress }: LoadOptions = {},
): Promise<LoadedProduct[]> {
  const batches = Array.from({ length: Math.ceil(products.length / BATCH_SIZE) }, (_, index) =>
    products.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  );
  const loaded = await inParallel(batches, BATCHES_AT_ONCE, async (batch) => {
    const results = await upsertBatch(api, batch);
    return inParallel(batch, STOCK_CALLS_AT_ONCE, async (row, index): Promise<LoadedProduct> => {
      const upserted = results[index];
      const result = upserted?.result ?? 'rejected';
      const stock =
        upserted === undefined || result === 'rejected'
          ? { opened: 0, openBefore: 0, reasons: [] }
          : await openStock(api, row, result === 'created');
      onProgress?.(1);
      return { ...stock, result, reasons: [...(upserted === undefined ? [] : reasonsOf(upserted)), ...stock.reasons] };
    });
  });
  return loaded.flat();
}
