import type { BatchRowResult } from '@tradewind/contracts/catalog/upsert-products';
import type { AdminOrigin } from '@tradewind/contracts/events/admin-action';
import { isDomainError, type DomainError } from '@tradewind/kernel';
import { newProduct, revised, type Product } from '../domain/product.ts';
import { readRows, rejectedRow, type AcceptedRow } from './batch-rows.ts';
import type { ChangeProductDeps } from './create-product.ts';
import { changeOf } from './product-events.ts';

const AT_ONCE = 8;
const MAX_ATTEMPTS = 4;
/** Failures that say that the row was judged by an older state than stands. */
const OUTRUN = new Set(['request.stale-version', 'catalog.external-id-taken']);

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const queue = items.entries();
  const results: R[] = [];
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function refusalOf(row: AcceptedRow, { code, message, errors }: DomainError): BatchRowResult {
  const reasons = errors.length > 0 ? errors.map((error) => ({ ...error, code })) : [{ path: '', code, message }];
  return rejectedRow(row.index, row.product.externalId, reasons);
}

/**
 * Creates or updates products by their external ids, each row by itself. Answers a result for every row in its order;
 * rows that are stored already are `unchanged` and cost no write.
 */
export const upsertProducts =
  ({ products, clock }: ChangeProductDeps) =>
  async (rows: readonly unknown[], origin: AdminOrigin): Promise<BatchRowResult[]> => {
    async function store({ index, product: draft }: AcceptedRow, before?: Product): Promise<BatchRowResult> {
      const after = before === undefined ? newProduct(draft, clock) : revised(before, draft, clock);
      const stored = { index, externalId: draft.externalId, productId: after.id };
      if (after === before) return { ...stored, result: 'unchanged' };
      await products.save(changeOf(before, after, origin, clock));
      return { ...stored, result: before === undefined ? 'created' : 'updated' };
    }

    async function upsert(row: AcceptedRow, known: Product | undefined): Promise<BatchRowResult> {
      let before = known;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await store(row, before);
        } catch (error) {
          if (!isDomainError(error)) throw error;
          if (!OUTRUN.has(error.code) || attempt === MAX_ATTEMPTS) return refusalOf(row, error);
          [before] = await products.findByExternalIds([row.product.externalId]);
        }
      }
    }

    const { accepted, rejected } = readRows(rows);
    const known = await products.findByExternalIds(accepted.map(({ product }) => product.externalId));
    const byExternalId = new Map(known.map((product) => [product.externalId, product]));
    const results = await inParallel(accepted, (row) => upsert(row, byExternalId.get(row.product.externalId)));
    return [...results, ...rejected].sort((left, right) => left.index - right.index);
  };
