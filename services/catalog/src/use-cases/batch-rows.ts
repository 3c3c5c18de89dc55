import { BatchProduct, type BatchRowResult } from '@tradewind/contracts/catalog/upsert-products';

export interface AcceptedRow {
  readonly index: number;
  readonly product: BatchProduct;
}

export interface ReadRows {
  readonly accepted: readonly AcceptedRow[];
  readonly rejected: readonly BatchRowResult[];
}

type RowErrors = NonNullable<BatchRowResult['errors']>;

export function rejectedRow(index: number, externalId: string | null, errors: RowErrors): BatchRowResult {
  return { index, externalId, result: 'rejected', errors };
}

function externalIdIn(row: unknown): string | null {
  if (typeof row !== 'object' || row === null || !('externalId' in row)) return null;
  return typeof row.externalId === 'string' ? row.externalId.slice(0, 128) : null;
}

function duplicate(path: string, message: string): RowErrors {
  return [{ path, code: 'duplicate_in_batch', message }];
}

/** Tells the rows that can be stored from those that break the schema or repeat an external id or SKU of an earlier row. */
export function readRows(rows: readonly unknown[]): ReadRows {
  const externalIds = new Set<string>();
  const skus = new Set<string>();
  const accepted: AcceptedRow[] = [];
  const rejected: BatchRowResult[] = [];
  for (const [index, row] of rows.entries()) {
    const result = BatchProduct.safeParse(row);
    if (!result.success) {
      const errors = result.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
      rejected.push(rejectedRow(index, externalIdIn(row), errors));
      continue;
    }
    const { externalId, variants } = result.data;
    const repeated = variants.find(({ sku }) => skus.has(sku));
    if (externalIds.has(externalId)) {
      const message = 'An earlier row of this batch has the same external id.';
      rejected.push(rejectedRow(index, externalId, duplicate('externalId', message)));
    } else if (repeated !== undefined) {
      const message = `An earlier row of this batch has the SKU ${repeated.sku}.`;
      rejected.push(rejectedRow(index, externalId, duplicate('variants', message)));
    } else {
      externalIds.add(externalId);
      for (const { sku } of variants) skus.add(sku);
      accepted.push({ index, product: result.data });
    }
  }
  return { accepted, rejected };
}
