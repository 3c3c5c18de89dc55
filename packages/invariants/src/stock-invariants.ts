import type { Books, Finding, ReservationRecord } from './books.ts';

interface Place {
  readonly sku: string;
  readonly locationId: string;
}

function placeOf({ sku, locationId }: Place): string {
  return `${sku} at ${locationId}`;
}

function sumBy<Entry extends Place>(entries: readonly Entry[], amount: (entry: Entry) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const entry of entries) sums.set(placeOf(entry), (sums.get(placeOf(entry)) ?? 0) + amount(entry));
  return sums;
}

/** Whether the units of a reservation count as reserved. */
export function holdsStock({ status }: ReservationRecord): boolean {
  return status === 'held' || status === 'committed';
}

function signed(difference: number): string {
  return difference > 0 ? `${difference} more` : `${-difference} fewer`;
}

/**
 * Per SKU and location: received = available + reserved + shipped + written off, where received and written off come
 * from the ledger of movements, and reserved is what the reservations hold. Nothing ships yet: shipped is 0.
 */
export function stockFindings({ levels, movements, reservations }: Books): Finding[] {
  const received = sumBy(movements, ({ delta }) => Math.max(delta, 0));
  const writtenOff = sumBy(movements, ({ delta }) => Math.max(-delta, 0));
  const held = sumBy(
    reservations.filter(holdsStock).flatMap(({ allocations }) => allocations),
    ({ quantity }) => quantity,
  );
  const byPlace = new Map(levels.map((level) => [placeOf(level), level]));
  const places = new Set([...byPlace.keys(), ...received.keys(), ...writtenOff.keys(), ...held.keys()]);
  const findings: Finding[] = [];
  for (const subject of places) {
    const { available, reserved } = byPlace.get(subject) ?? { available: 0, reserved: 0 };
    const stray = available + reserved + (writtenOff.get(subject) ?? 0) - (received.get(subject) ?? 0);
    const unheld = reserved - (held.get(subject) ?? 0);
    if (stray !== 0) {
      findings.push({ invariant: 'stock.conserved', subject, message: `${signed(stray)} units than were received.` });
    }
    if (unheld !== 0) {
      const message = `${signed(unheld)} units reserved than reservations hold.`;
      findings.push({ invariant: 'stock.reserved', subject, message });
    }
    if (available < 0 || reserved < 0) {
      findings.push({ invariant: 'stock.not-negative', subject, message: 'A count is below zero.' });
    }
  }
  return findings;
}
