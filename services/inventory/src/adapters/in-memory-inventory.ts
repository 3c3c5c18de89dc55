import type { PublishableEvent } from '@tradewind/contracts/events/event';
import type { Allocation } from '../domain/allocation.ts';
import { alreadyStocked, belowReserved, levelTooHigh, stockBusy } from '../domain/errors.ts';
import type { StockMovement } from '../domain/movement.ts';
import type { Reservation } from '../domain/reservation.ts';
import { byCodeUnits, MAX_ON_HAND, type StockLevel } from '../domain/stock-level.ts';
import type { FeedMark, Reservations, StockFeeds, StockLevels } from '../use-cases/ports.ts';

export interface InMemoryInventory {
  readonly levels: StockLevels;
  readonly reservations: Reservations;
  readonly feeds: StockFeeds;
  readonly movements: readonly StockMovement[];
  readonly events: readonly PublishableEvent[];
}

type Place = Pick<StockLevel, 'sku' | 'locationId'>;

const placeOf = ({ sku, locationId }: Place): string => JSON.stringify([sku, locationId]);

function refusal(level: StockLevel | undefined, { sku, locationId, delta, reason }: StockMovement): Error | undefined {
  const available = level?.available ?? 0;
  if (reason === 'initial') return level === undefined ? undefined : alreadyStocked(sku, locationId);
  if (available + delta > MAX_ON_HAND) return levelTooHigh(sku, locationId);
  return available + delta < 0 ? belowReserved(sku, locationId) : undefined;
}

/** Levels and reservations in the memory of one process, with the guarantees of their ports. */
export function inMemoryInventory(): InMemoryInventory {
  const levels = new Map<string, StockLevel>();
  const reservations = new Map<string, Reservation>();
  const movements: StockMovement[] = [];
  const events: PublishableEvent[] = [];

  function shift(place: Place, available: number, reserved: number): void {
    const { sku, locationId } = place;
    const level = levels.get(placeOf(place)) ?? { sku, locationId, available: 0, reserved: 0 };
    levels.set(placeOf(place), {
      ...level,
      available: level.available + available,
      reserved: level.reserved + reserved,
    });
  }

  const marks = new Set<string>();
  const markOf = ({ feedId, submittedBy, sku }: FeedMark): string => JSON.stringify([feedId, submittedBy, sku]);

  const free = (place: Place): number => levels.get(placeOf(place))?.available ?? 0;

  function settle({ orderId, status }: Reservation, to: Reservation['status']): Reservation | undefined {
    const current = reservations.get(orderId);
    if (current === undefined || current.status !== status) return undefined;
    reservations.set(orderId, { ...current, status: to });
    return current;
  }

  return {
    movements,
    events,
    levels: {
      async of(skus) {
        return [...levels.values()]
          .filter(({ sku }) => skus.includes(sku))
          .sort((left, right) => byCodeUnits(left.locationId, right.locationId));
      },
      async move(movement, told) {
        const refused = refusal(levels.get(placeOf(movement)), movement);
        if (refused !== undefined) throw refused;
        shift(movement, movement.delta, 0);
        movements.push(movement);
        events.push(...told);
      },
    },
    feeds: {
      async isApplied(mark) {
        return marks.has(markOf(mark));
      },
      async settle(mark) {
        marks.add(markOf(mark));
      },
      async apply(mark, movement, level, event) {
        const current = levels.get(placeOf(movement));
        const moved = current?.available !== level?.available || current?.reserved !== level?.reserved;
        if (moved || marks.has(markOf(mark))) throw stockBusy();
        shift(movement, movement.delta, 0);
        marks.add(markOf(mark));
        movements.push(movement);
        events.push(event);
      },
    },
    reservations: {
      async find(orderId) {
        return reservations.get(orderId);
      },
      async hold(reservation) {
        const enough = reservation.allocations.every((allocation) => free(allocation) >= allocation.quantity);
        if (!enough || reservations.has(reservation.orderId)) return false;
        for (const allocation of reservation.allocations) shift(allocation, -allocation.quantity, allocation.quantity);
        reservations.set(reservation.orderId, reservation);
        return true;
      },
      async commit(orderId) {
        const current = reservations.get(orderId);
        if (current?.status === 'held') settle(current, 'committed');
        return reservations.get(orderId);
      },
      async giveBack(reservation, to) {
        const given: readonly Allocation[] | undefined = settle(reservation, to)?.allocations;
        for (const allocation of given ?? []) shift(allocation, allocation.quantity, -allocation.quantity);
        return given !== undefined;
      },
      async markReleased(mark) {
        if (reservations.has(mark.orderId)) return false;
        reservations.set(mark.orderId, mark);
        return true;
      },
      async dueBy(instant, limit) {
        return [...reservations.values()]
          .filter(({ status, expiresAt }) => status === 'held' && new Date(expiresAt) <= instant)
          .sort((left, right) => byCodeUnits(left.expiresAt, right.expiresAt))
          .slice(0, limit)
          .map(({ orderId }) => orderId);
      },
    },
  };
}
