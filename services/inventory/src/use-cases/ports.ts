import type { PublishableEvent } from '@tradewind/contracts/events/event';
import type { StockMovement } from '../domain/movement.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { StockLevel } from '../domain/stock-level.ts';

export interface StockLevels {
  /** The levels of these SKUs as of now, never an older state; SKUs without stock are left out. */
  of(skus: readonly string[]): Promise<StockLevel[]>;
  /**
   * Applies a movement to its level, enters it in the ledger and puts the events in the outbox, all or none.
   * Throws `inventory.already-stocked`, `inventory.below-reserved`, `inventory.level-too-high` or `inventory.busy`.
   */
  move(movement: StockMovement, events: readonly PublishableEvent[]): Promise<void>;
}

/** A line of a feed, by which it is known again. */
export interface FeedMark {
  readonly feedId: string;
  readonly submittedBy: string;
  readonly sku: string;
}

/** Which lines of counted stock were entered; remembered for a month. */
export interface StockFeeds {
  isApplied(mark: FeedMark): Promise<boolean>;
  /** Marks a line that moves nothing. */
  settle(mark: FeedMark): Promise<void>;
  /**
   * Applies a movement to the level as it was read, enters it in the ledger, marks the line and puts the event in the
   * outbox, all or none. Throws `inventory.busy` if the level moved, or the line was marked, in between.
   */
  apply(mark: FeedMark, movement: StockMovement, level: StockLevel | undefined, event: PublishableEvent): Promise<void>;
}

export interface Reservations {
  /** As of now, never an older state. */
  find(orderId: string): Promise<Reservation | undefined>;
  /**
   * Takes every allocation from its level and stores the reservation, all or none. False if another took the stock
   * first, or if the order already has a reservation: look again.
   */
  hold(reservation: Reservation): Promise<boolean>;
  /** Turns a held reservation into a committed one; answers the order's reservation as it then stands. */
  commit(orderId: string): Promise<Reservation | undefined>;
  /**
   * Gives the units of a held or committed reservation back and ends it, all or none. False if it no longer has the
   * status with which it was read: look again.
   */
  giveBack(reservation: Reservation, end: 'released' | 'expired'): Promise<boolean>;
  /** Stores the mark of an order that never reserved. False if it has a reservation by now: look again. */
  markReleased(mark: Reservation): Promise<boolean>;
  /** Orders whose held reservations ran out by then, oldest first; may name some that were settled a moment ago. */
  dueBy(instant: Date, limit: number): Promise<string[]>;
}
