import type { StockView } from '@tradewind/contracts/inventory/views';
import type { StockLevel } from '../domain/stock-level.ts';

/** The levels of one SKU as the API shows them. */
export function toStockView(sku: string, levels: readonly StockLevel[]): StockView {
  return {
    sku,
    available: levels.reduce((total, level) => total + level.available, 0),
    locations: levels.map(({ locationId, available, reserved }) => ({
      locationId,
      onHand: available + reserved,
      reserved,
      available,
    })),
  };
}
