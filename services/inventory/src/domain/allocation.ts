import { insufficientStock, tooManyLines } from './errors.ts';
import { byCodeUnits, type StockLevel } from './stock-level.ts';

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

/** `quantity` units of the SKU, taken from one location. */
export interface Allocation extends Line {
  readonly locationId: string;
}

/**
 * A transaction has room for 100 writes: one is the reservation, one is kept free; each SKU takes one, at one location.
 */
export const MAX_ALLOCATIONS = 98;

/**
 * The demand for each SKU once, lines of the same SKU summed, in order of SKU. All orders touch levels in this order.
 * Throws `carts.too-many-lines` (422) beyond {@link MAX_ALLOCATIONS} SKUs.
 */
export function sumDemand(lines: readonly Line[]): Line[] {
  const demand = new Map<string, number>();
  for (const { sku, quantity } of lines) demand.set(sku, (demand.get(sku) ?? 0) + quantity);
  if (demand.size > MAX_ALLOCATIONS) throw tooManyLines(MAX_ALLOCATIONS);
  return [...demand]
    .map(([sku, quantity]) => ({ sku, quantity }))
    .sort((left, right) => byCodeUnits(left.sku, right.sku));
}

/**
 * Takes each SKU from the first location that has all of it; locations are tried in ascending order of their id.
 * A SKU is never split over locations. Throws `inventory.insufficient-stock` (409) naming every SKU that falls short.
 */
export function allocate(demand: readonly Line[], levels: readonly StockLevel[]): Allocation[] {
  const inOrder = [...levels].sort((left, right) => byCodeUnits(left.locationId, right.locationId));
  const found = demand.map((line) => ({
    line,
    level: inOrder.find((level) => level.sku === line.sku && level.available >= line.quantity),
  }));
  const short = found.filter(({ level }) => level === undefined).map(({ line }) => line.sku);
  if (short.length > 0) throw insufficientStock(short);
  return found.flatMap(({ line, level }) => (level === undefined ? [] : [{ ...line, locationId: level.locationId }]));
}
