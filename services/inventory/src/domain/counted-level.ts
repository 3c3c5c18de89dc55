import type { StockMovement } from './movement.ts';
import { onHand, type StockLevel } from './stock-level.ts';

/** What was found on the shelf of one location. */
export interface Count {
  readonly sku: string;
  readonly locationId: string;
  /** Promised units included. */
  readonly onHand: number;
}

/**
 * The movement that brings a level to what was counted: `initial` where nothing was kept so far, else a correction by
 * the difference; undefined where the books are right. Units that are promised to orders stay promised, so a count
 * below them is `below-reserved`: somebody has to look.
 */
export function movementToCount(
  count: Count,
  level: StockLevel | undefined,
): Pick<StockMovement, 'delta' | 'reason'> | 'below-reserved' | undefined {
  if (level === undefined) return { reason: 'initial', delta: count.onHand };
  const delta = count.onHand - onHand(level);
  if (delta === 0) return undefined;
  return count.onHand < level.reserved ? 'below-reserved' : { reason: 'correction', delta };
}
