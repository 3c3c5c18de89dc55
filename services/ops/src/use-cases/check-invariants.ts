import type { Books, Finding } from '@tradewind/invariants/books';
import { checkBooks, persistent } from '@tradewind/invariants/check-books';
import type { Clock } from '@tradewind/kernel';
import { setTimeout as delay } from 'node:timers/promises';

export interface BookReader {
  read(): Promise<Books>;
}

export interface CheckInvariantsDeps {
  readonly books: BookReader;
  readonly clock: Clock;
  readonly betweenReadingsMs: number;
}

export interface InvariantReport {
  /** What every reading found. */
  readonly broken: readonly Finding[];
  /** Orders that wait for an operator. */
  readonly parked: number;
  readonly orders: number;
}

const READINGS = 3;
/** Parked orders have a metric and a runbook of their own: somebody knows of them already. */
const PARKED = 'order.not-parked';

/** Reads the books, and again as long as something seems broken: what is under way settles, what is broken stays. */
export async function checkInvariants(deps: CheckInvariantsDeps): Promise<InvariantReport> {
  const { books, clock, betweenReadingsMs } = deps;
  let current = await books.read();
  let found = checkBooks(current, { now: clock.now() });
  for (let reading = 2; reading <= READINGS && found.length > 0; reading += 1) {
    await delay(betweenReadingsMs);
    current = await books.read();
    found = persistent(found, checkBooks(current, { now: clock.now() }));
  }
  return {
    broken: found.filter(({ invariant }) => invariant !== PARKED),
    parked: current.orders.filter(({ status }) => status === 'parked').length,
    orders: current.orders.length,
  };
}
