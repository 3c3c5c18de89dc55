import type { Item, Key } from '@tradewind/dynamodb';
import * as z from 'zod/mini';
import type { StockMovement } from '../domain/movement.ts';
import type { Reservation } from '../domain/reservation.ts';
import type { StockLevel } from '../domain/stock-level.ts';

export const LEVEL_PREFIX = 'LOCATION#';
/** Partition of the sparse index in which reservations wait that are held. */
export const HELD = 'HELD';
const RETENTION_DAYS = 30;

const LevelRow = z.object({ sku: z.string(), locationId: z.string(), available: z.int(), reserved: z.int() });

const ReservationRow = z.object({
  reservationId: z.string(),
  orderId: z.string(),
  status: z.enum(['held', 'committed', 'released', 'expired']),
  allocations: z.array(z.object({ sku: z.string(), locationId: z.string(), quantity: z.int() })),
  dueAt: z.string(),
});

export const stockPartition = (sku: string): string => `STOCK#${sku}`;

export function levelKey({ sku, locationId }: { readonly sku: string; readonly locationId: string }): Key {
  return { pk: stockPartition(sku), sk: `${LEVEL_PREFIX}${locationId}` };
}

export function reservationKey(orderId: string): Key {
  return { pk: `RESERVATION#${orderId}`, sk: 'RESERVATION' };
}

export function toLevel(row: Item): StockLevel {
  return LevelRow.parse(row);
}

export function movementRow(movement: StockMovement): Item {
  return { pk: stockPartition(movement.sku), sk: `MOVEMENT#${movement.movementId}`, ...movement };
}

/** When the row of an ended reservation may go, in epoch seconds: it is only kept against late calls. */
export function retainedUntil(now: Date): number {
  return Math.floor(now.getTime() / 1000) + RETENTION_DAYS * 86_400;
}

/** `dueAt` is the end of the hold; `expiresAt` belongs to the table's TTL. Only held rows stand in the index. */
export function reservationRow({ expiresAt, ...reservation }: Reservation): Item {
  return {
    ...reservationKey(reservation.orderId),
    ...reservation,
    dueAt: expiresAt,
    ...(reservation.status === 'held' ? { gsi1pk: HELD, gsi1sk: `${expiresAt}#${reservation.orderId}` } : {}),
  };
}

export function toReservation(row: Item): Reservation {
  const { dueAt, ...reservation } = ReservationRow.parse(row);
  return { ...reservation, expiresAt: dueAt };
}
