import { wrongDirection } from './errors.ts';

export type MovementReason = 'initial' | 'received' | 'returned' | 'correction' | 'damaged' | 'lost';

/** One entry of the append-only ledger of units that came or went otherwise than by an order. */
export interface StockMovement {
  /** A ULID: entries of a SKU sort by time. */
  readonly movementId: string;
  readonly sku: string;
  readonly locationId: string;
  readonly delta: number;
  readonly reason: MovementReason;
  readonly note?: string;
  /** The admin who entered it. */
  readonly enteredBy: string;
  readonly enteredAt: string;
}

const DIRECTIONS = {
  initial: (delta) => delta >= 0 || 'Initial stock cannot be negative.',
  received: (delta) => delta > 0 || 'Received units are counted upwards.',
  returned: (delta) => delta > 0 || 'Returned units are counted upwards.',
  correction: (delta) => delta !== 0 || 'A correction must change something.',
  damaged: (delta) => delta < 0 || 'Damaged units are counted downwards.',
  lost: (delta) => delta < 0 || 'Lost units are counted downwards.',
} as const satisfies Record<MovementReason, (delta: number) => true | string>;

/** Throws `inventory.wrong-direction` (422) where the sign of `delta` contradicts the reason. */
export function assertDirection(reason: MovementReason, delta: number): void {
  const verdict = DIRECTIONS[reason](delta);
  if (verdict !== true) throw wrongDirection(verdict);
}
