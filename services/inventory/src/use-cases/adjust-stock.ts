import { StockAdjusted } from '@tradewind/contracts/inventory/stock-adjusted.v1';
import { timestamp, ulid, type Clock, type TraceContext } from '@tradewind/kernel';
import { assertDirection, type StockMovement } from '../domain/movement.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { StockLevels } from './ports.ts';

export interface AdjustStockDeps {
  readonly levels: StockLevels;
  readonly clock: Clock;
}

export interface AdjustStockCommand extends Omit<StockMovement, 'movementId' | 'enteredAt'> {
  readonly trace: TraceContext;
}

/**
 * Enters a movement of stock and answers the SKU's levels after it. Throws `inventory.wrong-direction` (422), and
 * 409 for stock that was opened before, that is reserved, or that would become too much.
 */
export const adjustStock =
  ({ levels, clock }: AdjustStockDeps) =>
  async ({ trace, ...entry }: AdjustStockCommand): Promise<StockLevel[]> => {
    assertDirection(entry.reason, entry.delta);
    const { sku, locationId, delta, reason } = entry;
    await levels.move(
      { ...entry, movementId: ulid(clock.now().getTime()), enteredAt: timestamp(clock) },
      StockAdjusted.create({ sku, locationId, delta, reason }, trace, clock),
    );
    return levels.of([sku]);
  };
