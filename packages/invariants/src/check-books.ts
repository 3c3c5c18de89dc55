import type { Books, Finding } from './books.ts';
import { moneyFindings } from './money-invariants.ts';
import { orderFindings } from './order-invariants.ts';
import { stockFindings } from './stock-invariants.ts';

/** The longest that a checkout may stay undecided, and that stock is held for it, in ms. */
export const PATIENCE_MS = 15 * 60_000;

export interface CheckOptions {
  readonly now: Date;
  /** How long work under way is not looked at; {@link PATIENCE_MS} when left out. */
  readonly patienceMs?: number;
}

/** Every broken invariant of stock, money and orders. */
export function checkBooks(books: Books, { now, patienceMs = PATIENCE_MS }: CheckOptions): Finding[] {
  const overdue = (since: string): boolean => Date.parse(since) + patienceMs <= now.getTime();
  return [...stockFindings(books), ...moneyFindings(books), ...orderFindings(books, overdue)];
}

function nameOf({ invariant, subject, message }: Finding): string {
  return [invariant, subject, message].join('\n');
}

/**
 * The findings that both readings have. Tables are read one after the other while the shop goes on, so that a single
 * reading may see one half of a purchase; a broken invariant stays broken.
 */
export function persistent(first: readonly Finding[], second: readonly Finding[]): Finding[] {
  const names = new Set(first.map(nameOf));
  return second.filter((found) => names.has(nameOf(found)));
}
