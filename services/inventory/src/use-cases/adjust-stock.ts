import { adminChange, type AdminOrigin } from '@tradewind/contracts/events/admin-action';
import type { PublishableEvent } from '@tradewind/contracts/events/event';
import { InventoryAdminActionRecorded } from '@tradewind/contracts/inventory/admin-action-recorded.v1';
import { StockAdjusted } from '@tradewind/contracts/inventory/stock-adjusted.v1';
import { timestamp, ulid, type Clock } from '@tradewind/kernel';
import { assertDirection, type StockMovement } from '../domain/movement.ts';
import type { StockLevel } from '../domain/stock-level.ts';
import type { StockLevels } from './ports.ts';

export interface AdjustStockDeps {
  readonly levels: StockLevels;
  readonly clock: Clock;
}

export interface AdjustStockCommand extends Omit<StockMovement, 'movementId' | 'enteredAt' | 'enteredBy'> {
  readonly origin: AdminOrigin;
}

/** Without the note, which is for people and stays in the ledger under the movement's id. */
function recorded({ sku, locationId, delta, reason, movementId }: StockMovement, origin: AdminOrigin, clock: Clock) {
  const after = { locationId, delta, reason, movementId };
  const change = { action: 'inventory.stock-adjusted', target: { type: 'stock', id: sku }, after };
  return InventoryAdminActionRecorded.create(adminChange(change, origin), origin, clock);
}

/**
 * Enters a movement of stock and answers the SKU's levels after it. Throws `inventory.wrong-direction` (422), and
 * 409 for stock that was opened before, that is reserved, or that would become too much.
 */
export const adjustStock =
  ({ levels, clock }: AdjustStockDeps) =>
  async ({ origin, ...entry }: AdjustStockCommand): Promise<StockLevel[]> => {
    assertDirection(entry.reason, entry.delta);
    const { sku, locationId, delta, reason } = entry;
    const entered = { movementId: ulid(clock.now().getTime()), enteredBy: origin.actor, enteredAt: timestamp(clock) };
    const movement = { ...entry, ...entered };
    const events: PublishableEvent[] = [
      StockAdjusted.create({ sku, locationId, delta, reason }, origin, clock),
      recorded(movement, origin, clock),
    ];
    await levels.move(movement, events);
    return levels.of([sku]);
  };
