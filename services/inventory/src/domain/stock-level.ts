/** What is kept of a SKU at one location. Stored as these two, so that each is guarded by a plain condition. */
export interface StockLevel {
  readonly sku: string;
  readonly locationId: string;
  /** Units that may still be promised. Never negative. */
  readonly available: number;
  /** Units promised to orders and not yet shipped. Never negative. */
  readonly reserved: number;
}

/** Most units of a SKU at a location; keeps every sum far inside the exact integers. */
export const MAX_ON_HAND = 1_000_000_000;

/** Units on the shelf, promised or not. */
export function onHand(level: StockLevel): number {
  return level.available + level.reserved;
}

/** Orders two ids by code units, as DynamoDB orders sort keys. */
export function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
