import { stockNotFound } from '../domain/errors.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { StockLevels } from './ports.ts';

export interface GetStockDeps {
  readonly levels: StockLevels;
}

/** The levels of a SKU, by location. Throws `inventory.stock-not-found` (404). */
export const getStock =
  ({ levels }: GetStockDeps) =>
  async (sku: string): Promise<StockLevel[]> => {
    const found = await levels.of([sku]);
    if (found.length === 0) throw stockNotFound(sku);
    return found;
  };
