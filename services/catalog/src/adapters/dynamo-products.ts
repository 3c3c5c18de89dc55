import { ConditionFailedError, TransactionFailedError, type Item, type Table } from '@tradewind/dynamodb';
import { catalogueBusy } from '../domain/errors.ts';
import type { Product } from '../domain/product.ts';
import type { Products } from '../use-cases/ports.ts';
import { productWrites, type GuardedWrite } from './product-writes.ts';
import { categoryKey, externalIdKey, productKey, toProduct } from './rows.ts';

function refusalOf(error: TransactionFailedError, writes: readonly GuardedWrite[]): Error {
  for (const { index, code } of error.failures) {
    const refusal = code === 'ConditionalCheckFailed' ? writes[index]?.refusal : undefined;
    if (refusal !== undefined) return refusal();
  }
  return catalogueBusy();
}

const claimedBy = ({ productId }: Item): string[] => (typeof productId === 'string' ? [productId] : []);

/** Products: `PRODUCT#<id>`, their claims `SKU#<sku>` and `EXTERNAL#<id>`, and their rows in the lists. */
export function dynamoProducts(table: Table): Products {
  const knownCategories = new Set<string>();

  async function find(productId: string, consistent: boolean): Promise<Product | undefined> {
    const row = await table.get(productKey(productId), { consistent });
    return row === undefined ? undefined : toProduct(row);
  }

  /** Outside of the transaction, where products of one category would stand in each other's way. */
  async function ensureCategory(slug: string): Promise<void> {
    if (knownCategories.has(slug)) return;
    try {
      await table.put({ ...categoryKey(slug) }, { condition: 'attribute_not_exists(#pk)' });
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
    knownCategories.add(slug);
  }

  return {
    find: (productId) => find(productId, false),
    findCurrent: (productId) => find(productId, true),
    async findByExternalIds(externalIds) {
      const claims = await table.batchGet(externalIds.map(externalIdKey), { consistent: true });
      const rows = await table.batchGet(claims.flatMap(claimedBy).map(productKey), { consistent: true });
      return rows.map(toProduct);
    },
    async save(change) {
      const writes = productWrites(change);
      if (change.after.status === 'active') await ensureCategory(change.after.category);
      try {
        await table.transact(writes.map(({ write }) => write));
      } catch (error) {
        throw error instanceof TransactionFailedError ? refusalOf(error, writes) : error;
      }
    },
  };
}
